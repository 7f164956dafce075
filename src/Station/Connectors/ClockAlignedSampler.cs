using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Settings;
using ChargerFirmware.Station.Timing;

namespace ChargerFirmware.Station.Connectors;

/// <summary>
/// Takes samples at the multiples of ClockAlignedDataInterval since midnight UTC, of every connector, busy or idle (OCPP 1.6,
/// 3.16.2). A changed interval or clock counts at once.
/// </summary>
/// <remarks>
/// A clock that is put back by up to a day comes to instants again that were taken already: they are marked, and a connector without a
/// transaction leaves them out. Put back by more, it was in another year, and the grid starts over. One that is put forward leaves out
/// what it passes over. A transaction has a time of its own, and takes them all.
/// </remarks>
internal sealed class ClockAlignedSampler : IDisposable
{
    private readonly Loop _loop;
    private readonly StationClock _clock;
    private readonly StationSettings _settings;
    private readonly IReadOnlyList<Connector> _connectors;
    private readonly ITimer _timer;
    private DateTimeOffset _next;
    private DateTimeOffset? _last;
    private DateTimeOffset? _newest;
    private TimeSpan _interval;

    public ClockAlignedSampler(Loop loop, StationClock clock, StationSettings settings, IReadOnlyList<Connector> connectors)
    {
        _loop = loop;
        _clock = clock;
        _settings = settings;
        _connectors = connectors;
        _timer = loop.Time.CreateTimer(static sampler => ((ClockAlignedSampler)sampler!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        settings.Changed += OnSettingsChanged;
        clock.Moved += Arm;
        Arm();
    }

    /// <summary>A sample of a connector without a transaction. Raised on the loop.</summary>
    public event Action<Connector, MeterSample>? Sampled;

    public void Dispose()
    {
        _settings.Changed -= OnSettingsChanged;
        _clock.Moved -= Arm;
        _timer.Dispose();
    }

    private void OnSettingsChanged()
    {
        if (_settings.ClockAlignedDataInterval != _interval)
        {
            Arm();
        }
    }

    private void Arm()
    {
        _interval = _settings.ClockAlignedDataInterval;
        if (_interval <= TimeSpan.Zero)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        // A timer that is due a little before the clock says so must not take the same instant twice; nor may a clock that is put back a little.
        var utcNow = _clock.UtcNow;
        var now = utcNow < _last && _last - utcNow < _interval ? _last.Value : utcNow;
        var midnight = new DateTimeOffset(now.Date, TimeSpan.Zero);
        var passed = (now - midnight).Ticks / _interval.Ticks;
        _next = midnight + ((passed + 1) * _interval);

        // The grid starts over at midnight, also where the day is no multiple of the interval.
        var tomorrow = midnight.AddDays(1);
        _next = _next < tomorrow ? _next : tomorrow;
        _timer.Change(_next - utcNow, Timeout.InfiniteTimeSpan);
    }

    private void OnDue()
    {
        var aligned = _next;
        _last = aligned;
        var isRepeated = aligned <= _newest && _newest - aligned <= StationClock.LargestStep;
        _newest = isRepeated ? _newest : aligned;
        foreach (var connector in _connectors)
        {
            _loop.Start(() => SampleAsync(connector, aligned, isRepeated));
        }

        Arm();
    }

    /// <param name="isRepeated">That instant was taken before.</param>
    private async Task SampleAsync(Connector connector, DateTimeOffset instant, bool isRepeated)
    {
        if (connector.Transaction is { } transaction)
        {
            await connector.Sequence.SampleAlignedAsync(transaction, instant);
        }
        else if (!isRepeated && (await connector.ReadAsync()).SelectOrRegister(_settings.MeterValuesAlignedData) is { Count: > 0 } values)
        {
            Sampled?.Invoke(connector, new MeterSample(instant, ReadingContext.SampleClock, values));
        }
    }
}
