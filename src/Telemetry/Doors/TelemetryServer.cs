using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChargerFirmware.Telemetry.Doors;

/// <summary>
/// The endpoints of telemetry on a port of their own. It reads only, and it is small: few connections, short waits, no bodies. Whoever
/// dawdles or shouts is cut off, and the station does not notice.
/// </summary>
public sealed class TelemetryServer : IAsyncDisposable
{
    private const int MostConnections = 32;
    private static readonly TimeSpan s_headers = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_keepAlive = TimeSpan.FromMinutes(2);

    private readonly WebApplication _application;

    private TelemetryServer(WebApplication application)
    {
        _application = application;
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        var address = new Uri(addresses!.Addresses.First());
        Address = address.Authority;
        Port = address.Port;
    }

    /// <summary>Host and port it really listens on.</summary>
    public string Address { get; }

    /// <summary>The port of <see cref="Address"/>.</summary>
    public int Port { get; }

    /// <exception cref="IOException">It cannot listen there.</exception>
    public static async Task<TelemetryServer> StartAsync(TelemetryEndpoints endpoints, IPEndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(endPoint);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxRequestLineSize = 2048;
            kestrel.Limits.MaxRequestHeadersTotalSize = 8192;
            kestrel.Limits.RequestHeadersTimeout = s_headers;
            kestrel.Limits.KeepAliveTimeout = s_keepAlive;
            kestrel.Listen(endPoint);
        });
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        if (IPAddress.IsLoopback(endPoint.Address))
        {
            application.Use(RequireLocalHost);
        }

        application.UseRouting();
        endpoints.Map(application);
        try
        {
            await application.StartAsync();
        }
        catch (Exception refusal) when (refusal is IOException or System.Net.Sockets.SocketException)
        {
            await application.DisposeAsync();
            throw new IOException($"the HTTP interface cannot listen on {endPoint}: {refusal.Message}", refusal);
        }

        return new TelemetryServer(application);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    /// <summary>A page in a browser on this machine must not read frames by calling this address its own name (DNS rebinding).</summary>
    private static Task RequireLocalHost(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host.Host;
        if (host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }
}
