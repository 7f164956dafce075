using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Station.Protocol.Link;

/// <summary>
/// Asks for a heartbeat when nothing else was sent for HeartbeatInterval (OCPP 1.6, 4.6), and for the time a day after a central system
/// last gave it, however much is sent, however long the interval is, and however often the link has dropped meanwhile.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <summary>A central system that does not give the time when it is asked is asked again after so long.</summary>
    private static readonly TimeSpan s_again = TimeSpan.FromHours(1);

    private readonly Loop _loop;
    private readonly ProtocolSettings _settings;
    private readonly Func<Task> _send;
    private readonly ITimer _timer;
    private long? _givenAt;
    private long? _askedAt;
    private bool _running;

    public Heartbeat(Loop loop, ProtocolSettings settings, Func<Task> send)
    {
        _loop = loop;
        _settings = settings;
        _send = send;
        _timer = loop.Time.CreateTimer(static heartbeat => ((Heartbeat)heartbeat!).Ask(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan UntilTimeIsDue => TimeSpan.FromTicks(Math.Max(Left(_givenAt, s_day).Ticks, Left(_askedAt, s_again).Ticks));

    /// <summary>Operation begins. Where the time is due it is asked for at once.</summary>
    public void Start()
    {
        _running = true;

        // The link before was not answered; this one may be.
        _askedAt = null;
        NoteSent();
    }

    public void Stop()
    {
        _running = false;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something was sent, or the interval has changed: the wait starts over.</summary>
    public void NoteSent()
    {
        if (_running)
        {
            var left = UntilTimeIsDue;
            _timer.Change(left < _settings.HeartbeatInterval ? left : _settings.HeartbeatInterval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A central system has given a time that was believed.</summary>
    public void NoteTime()
    {
        _givenAt = _loop.Time.GetTimestamp();
        NoteSent();
    }

    public void Dispose() => _timer.Dispose();

    private TimeSpan Left(long? since, TimeSpan duration)
    {
        var left = since is { } then ? duration - _loop.Time.GetElapsedTime(then) : TimeSpan.Zero;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Ask()
    {
        _askedAt = _loop.Time.GetTimestamp();
        NoteSent();
        _loop.Start(_send);
    }
}
