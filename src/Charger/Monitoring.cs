using ChargerFirmware.Composition;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Listening;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Adapters;
using ChargerFirmware.Telemetry.Metrics.Adapters;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Charger;

/// <summary>What of the service can be watched from outside, as far as it was asked for: without the asking nothing is.</summary>
internal sealed partial class Monitoring : IAsyncDisposable
{
    private readonly ThreadLoop _loop;
    private readonly StationMonitor _monitor;
    private TelemetryEndpoints? _endpoints;
    private TelemetryServer? _server;
    private OtlpExport? _otlp;

    private Monitoring(ThreadLoop loop, StationMonitor monitor)
    {
        _loop = loop;
        _monitor = monitor;
    }

    /// <summary>Where it listens; null for nowhere.</summary>
    public int? Port => _server?.Port;

    /// <returns>Null when it is not asked for.</returns>
    /// <exception cref="IOException">It cannot listen where it should.</exception>
    public static async Task<Monitoring?> StartAsync(ThreadLoop loop, RunOptions options, string version, ILogger logger)
    {
        if (options is { Http: null, Otlp: null } && !OtlpExport.IsAskedForByEnvironment)
        {
            return null;
        }

        var monitoring = new Monitoring(loop, new StationMonitor(loop, options.StationId, logger));
        try
        {
            await monitoring.BeginAsync(options, version, logger);
            return monitoring;
        }
        catch
        {
            await monitoring.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins to watch a station that was composed just now. On the loop.</summary>
    public void Attach(ComposedStation station) => _monitor.Attach(station.Sources);

    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            await server.DisposeAsync();
        }

        _endpoints?.Dispose();
        _otlp?.Dispose();
        await _loop.RunAsync(() =>
        {
            _monitor.Dispose();
            return Task.CompletedTask;
        });
    }

    /// <summary>Ahead of the station: an address that is taken must not leave a station behind that was composed already.</summary>
    private async Task BeginAsync(RunOptions options, string version, ILogger logger)
    {
        _otlp = OtlpExport.StartIfAsked(options.Otlp, _monitor, version);
        if (options.Http is { } endPoint)
        {
            _endpoints = new TelemetryEndpoints(_monitor);
            _server = await ListeningOption.StartAsync("--http", () => TelemetryServer.StartAsync(_endpoints, endPoint, options.Access));
            var isOpen = !ListenAddress.IsLoopback(endPoint.Address) && options.Access.Key is null;
            LogServes(logger, isOpen ? LogLevel.Warning : LogLevel.Information, _server.Address, isOpen ? ", to everybody who can reach it" : "");
            foreach (var warning in ImportedAddresses.Warnings(Environment.GetEnvironmentVariable, "--http", _server.Address))
            {
                LogImported(logger, warning);
            }
        }
    }

    [LoggerMessage(EventId = 4, Message = "Metrics, health and frames are served on http://{Address}{Openness}")]
    private static partial void LogServes(ILogger logger, LogLevel level, string address, string openness);

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LogImported(ILogger logger, string warning);
}
