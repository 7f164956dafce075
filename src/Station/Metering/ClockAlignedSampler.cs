using ChargerFirmware.Station.Connectors;

namespace ChargerFirmware.Station.Metering;

/// <summary>
/// Takes samples at the multiples of ClockAlignedDataInterval since midnight UTC, of every connector, busy or idle (OCPP 1.6,
/// 3.16.2). A changed interval or clock counts at once.
/// </summary>
/// <remarks>
/// A clock that is put back by up to a day comes to instants again that were taken already: they are marked, and a connector without a
/// transaction leaves them out. Put back by more, it was in another year, and the grid begins anew. One that is put forward leaves out
/// what it passes over. A transaction has a time of its own, and takes them all.
/// </remarks>
internal sealed class ClockAlignedSampler : IDisposable
{
    private readonly StationContext _context;
    private readonly Func<Connector, DateTimeOffset, bool, Task> _sample;
    private readonly ITimer _timer;
    private DateTimeOffset _next;
    private DateTimeOffset? _last;
    private DateTimeOffset? _newest;
    private TimeSpan _interval;

    /// <param name="sample">Takes a sample of a connector for an instant; true when that instant was taken before.</param>
    public ClockAlignedSampler(StationContext context, Func<Connector, DateTimeOffset, bool, Task> sample)
    {
        _context = context;
        _sample = sample;
        _timer = context.Time.CreateTimer(static sampler => ((ClockAlignedSampler)sampler!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        context.Settings.Changed += OnSettingsChanged;
        context.Clock.Moved += Arm;
        Arm();
    }

    public void Dispose()
    {
        _context.Settings.Changed -= OnSettingsChanged;
        _context.Clock.Moved -= Arm;
        _timer.Dispose();
    }

    private void OnSettingsChanged()
    {
        if (_context.Settings.ClockAlignedDataInterval != _interval)
        {
            Arm();
        }
    }

    private void Arm()
    {
        _interval = _context.Settings.ClockAlignedDataInterval;
        if (_interval <= TimeSpan.Zero)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        // A timer that is due a little before the clock says so must not take the same instant twice; nor may a clock that is put back a little.
        var utcNow = _context.Clock.UtcNow;
        var now = utcNow < _last && _last - utcNow < _interval ? _last.Value : utcNow;
        var midnight = new DateTimeOffset(now.Date, TimeSpan.Zero);
        var passed = (now - midnight).Ticks / _interval.Ticks;
        _next = midnight + ((passed + 1) * _interval);

        // The grid begins anew at midnight, also where the day is no multiple of the interval.
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
        foreach (var connector in _context.Connectors)
        {
            _context.Loop.Start(() => _sample(connector, aligned, isRepeated));
        }

        Arm();
    }
}
