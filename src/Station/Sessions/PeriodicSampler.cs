using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Settings;

namespace ChargerFirmware.Station.Sessions;

/// <summary>Takes a sample every MeterValueSampleInterval from the start of a transaction; a changed interval counts at once.</summary>
internal sealed class PeriodicSampler : IDisposable
{
    private readonly Loop _loop;
    private readonly StationSettings _settings;
    private readonly Func<Task> _sample;
    private readonly ITimer _timer;
    private TimeSpan _interval;
    private bool _running;

    public PeriodicSampler(Loop loop, StationSettings settings, Func<Task> sample)
    {
        _loop = loop;
        _settings = settings;
        _sample = sample;
        _timer = loop.Time.CreateTimer(static sampler => ((PeriodicSampler)sampler!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        settings.Changed += OnSettingsChanged;
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
        _settings.Changed -= OnSettingsChanged;
        _timer.Dispose();
    }

    private void OnDue() => _loop.Start(_sample);

    private void OnSettingsChanged()
    {
        if (_running && _settings.MeterValueSampleInterval != _interval)
        {
            Arm();
        }
    }

    private void Arm()
    {
        _interval = _settings.MeterValueSampleInterval;
        var period = _running && _interval > TimeSpan.Zero ? _interval : Timeout.InfiniteTimeSpan;
        _timer.Change(period, period);
    }
}
