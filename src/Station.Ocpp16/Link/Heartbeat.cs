using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Station.Ocpp16.Link;

/// <summary>
/// Asks for a heartbeat when nothing else was sent for HeartbeatInterval (OCPP 1.6, 4.6), and once a day for the time, however much is
/// sent and however long the interval is.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    private readonly Loop _loop;
    private readonly ProtocolSettings _settings;
    private readonly Func<Task> _send;
    private readonly ITimer _timer;
    private long _askedAt;
    private bool _running;

    public Heartbeat(Loop loop, ProtocolSettings settings, Func<Task> send)
    {
        _loop = loop;
        _settings = settings;
        _send = send;
        _timer = loop.Time.CreateTimer(_ => Ask(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Operation begins; the time was told just now, or a day ago at the most.</summary>
    public void Start()
    {
        _running = true;
        _askedAt = _loop.Time.GetTimestamp();
        NoteSent();
    }

    public void Stop()
    {
        _running = false;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something was sent, or the interval has changed: the wait begins anew.</summary>
    public void NoteSent()
    {
        if (_running)
        {
            var dayTicks = (s_day - _loop.Time.GetElapsedTime(_askedAt)).Ticks;
            _timer.Change(TimeSpan.FromTicks(Math.Clamp(dayTicks, 0, _settings.HeartbeatInterval.Ticks)), Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Ask()
    {
        _askedAt = _loop.Time.GetTimestamp();
        NoteSent();
        _loop.Start(_send);
    }
}
