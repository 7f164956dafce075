using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Station.Ocpp16.Link;

/// <summary>Asks for a heartbeat when nothing else was sent for HeartbeatInterval (OCPP 1.6, 4.6), and once a day for the time.</summary>
internal sealed class Heartbeat : IDisposable
{
    private readonly ProtocolSettings _settings;
    private readonly ITimer _timer;
    private bool _running;

    public Heartbeat(Loop loop, ProtocolSettings settings, Func<Task> send)
    {
        _settings = settings;
        _timer = loop.Time.CreateTimer(_ => loop.Start(send), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Start()
    {
        _running = true;
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
            _timer.Change(_settings.HeartbeatInterval, _settings.HeartbeatInterval);
        }
    }

    public void Dispose() => _timer.Dispose();
}
