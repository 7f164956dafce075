using ChargerFirmware.EventLoop;
using ChargerFirmware.Telemetry.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Telemetry;

/// <summary>
/// Watches the station of a process for observers from outside. It outlives the station: one that restarts is attached anew, and
/// counters go on. Nothing is watched, and no timer runs, before a station is attached.
/// </summary>
public sealed class StationMonitor : IDisposable
{
    /// <summary>A snapshot outlives two that did not come.</summary>
    private static readonly TimeSpan s_sampling = TimeSpan.FromSeconds(5);

    private readonly FaultBarrier _barrier;
    private StationSampler? _sampler;
    private Counting? _counting;
    private ITimer? _sampling;

    /// <param name="stationId">The station's name in everything that is reported.</param>
    /// <param name="logger">Gets the errors of telemetry, which the station does not notice.</param>
    public StationMonitor(Loop loop, string stationId, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(loop);
        _barrier = new FaultBarrier(loop, logger ?? NullLogger.Instance);
        Loop = loop;
        StationId = stationId;
        Meter = new StationMeter(loop, stationId, Instruments.All);
    }

    public Loop Loop { get; }

    public string StationId { get; }

    public StationMeter Meter { get; }

    /// <summary>What is watched now; null while there is no station. On the loop only.</summary>
    public TelemetrySources? Sources { get; private set; }

    /// <summary>Watches a station that has been composed. On the loop.</summary>
    public void Attach(TelemetrySources sources)
    {
        Detach();
        Sources = sources;
        _barrier.Run(() =>
        {
            _sampler = new StationSampler(sources);
            _counting = new Counting(Meter, sources, _barrier);
            foreach (var group in Instruments.Groups)
            {
                group.Count?.Invoke(_counting);
            }
        });
        Sample();
    }

    /// <summary>The station is about to go. On the loop.</summary>
    public void Detach()
    {
        _counting?.Dispose();
        (Sources, _sampler, _counting) = (null, null, null);
        Meter.Publish(null);
    }

    /// <summary>Makes what is true now what observers hear. On the loop.</summary>
    public void Sample() => _barrier.Run(() => Meter.Publish(_sampler?.Take()));

    /// <summary>Keeps what observers hear fresh for who cannot ask the loop. Any thread.</summary>
    public void SampleRegularly() => _sampling ??= Loop.Time.CreateTimer(_ => Sample(), null, TimeSpan.Zero, s_sampling);

    /// <summary>Ends all listening. On the loop, or when the loop has ended.</summary>
    public void Dispose()
    {
        _sampling?.Dispose();
        Detach();
        Meter.Dispose();
    }
}
