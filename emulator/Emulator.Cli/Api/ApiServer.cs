using System.Net;
using System.Text.Json;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Views;
using ChargerFirmware.EventLoop.Doors;
using ChargerFirmware.Telemetry.Doors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>The bench over HTTP, on loopback unless told otherwise.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    // Requests that still run then are cut off: the program is to end.
    private static readonly TimeSpan s_stopTimeout = TimeSpan.FromMilliseconds(300);

    private readonly WebApplication _application;

    private ApiServer(WebApplication application)
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

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ApiServer> StartAsync(ThreadLoop loop, Workbench bench, TelemetryEndpoints telemetry, IPEndPoint endPoint)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = s_stopTimeout);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(endPoint));
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
        var application = builder.Build();
        application.UseStatusCodePages();
        var endpoints = new BenchEndpoints(loop, bench);
        var faults = new FaultEndpoints(loop, bench);
        var line = new LinkEndpoints(loop, bench);
        foreach (var group in new[] { application.MapGroup(""), application.MapGroup("/stations/{id}").AddEndpointFilter(endpoints.RequireStationAsync) })
        {
            endpoints.Map(group);
            faults.Map(group);
            line.Map(group);
        }

        application.MapGet("/stations", () => BenchAnswer.OfAsync(loop, () => StationAtCentralView.AllAsync(bench)));
        telemetry.Map(application);
        try
        {
            await application.StartAsync();
        }
        catch (IOException taken)
        {
            throw new IOException($"the HTTP interface cannot listen on {endPoint}: {taken.Message} Choose another place with --api HOST:PORT.", taken);
        }

        return new ApiServer(application);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
