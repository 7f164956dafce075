using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Metrics.Adapters;
using ChargerFirmware.Tests.Unit.Telemetry.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Telemetry;

/// <summary>A station on the bench in virtual time, and who watches it.</summary>
internal sealed class MonitoredBench : IDisposable
{
    private readonly Session _session;

    public MonitoredBench(ILoggerFactory? logging = null, string stationId = "EMU-0001")
    {
        Monitor = new StationMonitor(Loop, stationId);
        Collector = new PrometheusCollector(Monitor.Meter);
        Bench = Loop.Run(() => Task.FromResult(new Workbench(new WorkbenchOptions
        {
            Loop = Loop,
            Board = Boards.Load("emulated"),
            StationId = stationId,
            Logging = logging ?? NullLoggerFactory.Instance,
        })));
        Bench.Restarted += () => Monitor.Attach(Bench.Composed!.Sources);
        Bench.Stopping += Monitor.Detach;
        _session = new Session(Bench);
        Loop.Run(Bench.Start);
        Run("expect link Operational within 60s", "wait 5s");
    }

    public VirtualLoop Loop { get; } = new(DateTimeOffset.UnixEpoch.AddYears(56));

    public Workbench Bench { get; }

    public StationMonitor Monitor { get; }

    public PrometheusCollector Collector { get; }

    /// <summary>Runs lines of the bench's language.</summary>
    public void Run(params string[] lines)
    {
        foreach (var line in lines)
        {
            Loop.Run(() => _session.RunAsync(line));
        }
    }

    /// <summary>A car at connector 1 charges.</summary>
    public void Charge() => Run("connector 1", "plug", "swipe 04A1B2C3", "expect status Charging within 60s", "wait 1m");

    /// <summary>Scrapes, as the endpoint does.</summary>
    public Exposition Scrape()
    {
        Loop.Run(Monitor.Sample);
        return Exposition.Parse(Collector.Collect());
    }

    public void Dispose()
    {
        Loop.Run(Bench.Dispose);
        Collector.Dispose();
        Monitor.Dispose();
        Loop.Dispose();
    }
}
