namespace ChargerFirmware.Station.Transactions;

/// <summary>Takes a sample every MeterValueSampleInterval from the start of a transaction; a changed interval counts at once.</summary>
internal sealed class PeriodicSampler : IDisposable
{
    private readonly StationContext _context;
    private readonly Func<Task> _sample;
    private readonly ITimer _timer;
    private TimeSpan _interval;
    private bool _running;

    public PeriodicSampler(StationContext context, Func<Task> sample)
    {
        _context = context;
        _sample = sample;
        _timer = context.Time.CreateTimer(static sampler => ((PeriodicSampler)sampler!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        context.Settings.Changed += OnSettingsChanged;
    }

    public void Start()
    {
        _running = true;
        Arm();
    }

    public void Stop()
    {
        _running = false;
        Arm();
    }

    public void Dispose()
    {
        _context.Settings.Changed -= OnSettingsChanged;
        _timer.Dispose();
    }

    private void OnDue() => _context.Loop.Start(_sample);

    private void OnSettingsChanged()
    {
        if (_running && _context.Settings.MeterValueSampleInterval != _interval)
        {
            Arm();
        }
    }

    private void Arm()
    {
        _interval = _context.Settings.MeterValueSampleInterval;
        var period = _running && _interval > TimeSpan.Zero ? _interval : Timeout.InfiniteTimeSpan;
        _timer.Change(period, period);
    }
}
