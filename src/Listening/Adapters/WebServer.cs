using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChargerFirmware.Listening.Adapters;

/// <summary>
/// The one way in which a program of ours listens for HTTP: at the given address and nowhere else, whatever files or the environment say;
/// for whom <see cref="AccessRule"/> lets in; within <see cref="ServerLimits"/>. It runs on the pool, takes no signals and logs nothing.
/// </summary>
public sealed class WebServer : IAsyncDisposable
{
    // Requests that still run then are cut off: the program is to end.
    private static readonly TimeSpan s_stop = TimeSpan.FromMilliseconds(300);

    private readonly WebApplication _application;

    private WebServer(WebApplication application)
    {
        _application = application;
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        Addresses = [.. addresses!.Addresses.Select(address => new Uri(address).Authority)];
        Port = new Uri(addresses.Addresses.First()).Port;
    }

    /// <summary>Host and port it really listens on.</summary>
    public string Address => Addresses[0];

    /// <summary>All of them, which is one.</summary>
    public IReadOnlyList<string> Addresses { get; }

    public int Port { get; }

    /// <summary>Begins to listen.</summary>
    /// <param name="map">Adds what is answered; runs once, before the first request.</param>
    /// <param name="takesUpgrades">Whether a handler may make a WebSocket of a request.</param>
    /// <param name="certificate">With its private key: clients come over TLS then, and in no other way.</param>
    /// <exception cref="IOException">It cannot listen there.</exception>
    public static async Task<WebServer> StartAsync(
        IPEndPoint endPoint, AccessRule rule, ServerLimits limits, Action<WebApplication> map, bool takesUpgrades = false,
        X509Certificate2? certificate = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(map);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.AddRoutingCore();

        // A write ends when the socket has it: a connection whose answer only lies in a buffer could be cut before the answer goes out.
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.MaxWriteBufferSize = 1);
        var quota = new ConnectionQuota(limits.Connections);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            Limit(kestrel, limits);
            kestrel.Listen(endPoint, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }

                listen.Use(next => connection => quota.ServeAsync(connection, next));
            });
        });
        var application = builder.Build();
        var gate = new RequestGate(rule, limits, takesUpgrades, () => Routes(application));
        application.Use(gate.ServeAsync);
        application.UseRouting();
        map(application);
        try
        {
            await application.StartAsync(cancellation);
            return new WebServer(application);
        }
        catch (Exception refusal) when (refusal is IOException or System.Net.Sockets.SocketException)
        {
            await application.DisposeAsync();
            throw new IOException($"cannot listen on {endPoint}: {refusal.Message}", refusal);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops listening, and cuts what has not ended by then.</summary>
    public async Task StopAsync(TimeSpan timeout)
    {
        using var patience = new CancellationTokenSource(timeout, TimeProvider.System);
        await _application.StopAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(s_stop);
        await _application.DisposeAsync();
    }

    private static void Limit(KestrelServerOptions kestrel, ServerLimits limits)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = limits.BodyBytes;
        kestrel.Limits.MaxRequestLineSize = limits.RequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = limits.HeaderBytes;
        kestrel.Limits.RequestHeadersTimeout = limits.HeadTime;
        kestrel.Limits.KeepAliveTimeout = limits.IdleTime;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: limits.HeadTime);
        kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: limits.HeadTime);
    }

    private static IEnumerable<string> Routes(IEndpointRouteBuilder application) =>
        application.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText ?? "").Where(path => path.Length > 0).Distinct();

    /// <summary>Signals are the executable's business, not a server's.</summary>
    private sealed class SilentLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
