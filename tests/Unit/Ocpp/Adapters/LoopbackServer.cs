using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Tests.Unit.Ocpp.Adapters;

/// <summary>A WebSocket server on loopback whose behaviour the test gives.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app) => _app = app;

    public Uri Endpoint { get; private set; } = null!;

    /// <summary>Path as it came over the wire, and headers, of the last request.</summary>
    public string? RawTarget { get; private set; }

    public string? Authorization { get; private set; }

    public static async Task<LoopbackServer> StartAsync(Func<HttpContext, Task> serve, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var app = builder.Build();
        var server = new LoopbackServer(app);
        app.UseWebSockets();
        app.Run(context =>
        {
            server.RawTarget = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
            server.Authorization = context.Request.Headers.Authorization;
            return serve(context);
        });
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        server.Endpoint = new Uri($"{(certificate is null ? "ws" : "wss")}://{address.Host}:{address.Port}/ocpp");
        return server;
    }

    /// <summary>Lets a station in and gives the socket away until <paramref name="talk"/> is done.</summary>
    public static Func<HttpContext, Task> Talking(Func<WebSocket, Task> talk) => async context =>
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync("ocpp1.6");
        await talk(socket);
    };

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }
}
