namespace ChargerFirmware.Ocpp.Adapters;

/// <summary>
/// Sends pings over a connection and finds out when they are no longer answered. Whatever arrives is a sign of life, a pong or not. Only the
/// peer's silence counts: not what lies unread because this side is busy, nor a time in which the machine stood still.
/// </summary>
/// <param name="isListening">True while this side waits for the peer, and would hear it.</param>
/// <param name="lost">Called once, on the pool, when the peer has been silent for too long.</param>
internal sealed class LinkProbe(ProbedStream stream, TimeSpan pongTimeout, Func<bool> isListening, Action lost) : IDisposable
{
    // A timer takes 49 days at most, and a station must not lose its central system over a key that one can set.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    // A timer that is later than this says something about the machine and not about the peer.
    private static readonly TimeSpan s_late = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Timer? _timer;
    private TimeSpan _interval;
    private long _pingedAt;
    private long? _askedAt;
    private long _armedAt;
    private TimeSpan _due;
    private Task _ping = Task.CompletedTask;
    private bool _disposed;

    private static TimeProvider Time => TimeProvider.System;

    /// <summary>Probes so often from now on; zero for never.</summary>
    public void Every(TimeSpan interval)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _timer ??= new Timer(static probe => ((LinkProbe)probe!).OnTimer(), this, Timeout.Infinite, Timeout.Infinite);
            _interval = interval < s_longest ? interval : s_longest;
            _pingedAt = Time.GetTimestamp();
            _askedAt = _interval > TimeSpan.Zero ? _askedAt : null;
            Arm();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            if (_disposed || _interval <= TimeSpan.Zero)
            {
                return;
            }

            if (_askedAt <= stream.HeardAt)
            {
                _askedAt = null;
            }

            if (_askedAt is { } askedAt && Time.GetElapsedTime(askedAt) >= pongTimeout)
            {
                if (isListening() && Time.GetElapsedTime(_armedAt) < _due + s_late)
                {
                    _disposed = true;
                    _timer!.Dispose();
                    lost();
                    return;
                }

                _askedAt = Time.GetTimestamp();
            }

            if (Time.GetElapsedTime(_pingedAt) >= _interval)
            {
                _pingedAt = Time.GetTimestamp();
                _askedAt ??= _pingedAt;
                Ping();
            }

            Arm();
        }
    }

    /// <summary>One at a time: a connection that takes none is full already.</summary>
    private void Ping()
    {
        if (_ping.IsCompleted)
        {
            _ping = PingAsync();
        }
    }

    private async Task PingAsync()
    {
        try
        {
            await stream.PingAsync();
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The receiving half learns of it, too, and reports it.
        }
    }

    private void Arm()
    {
        if (_interval <= TimeSpan.Zero)
        {
            _timer!.Change(Timeout.Infinite, Timeout.Infinite);
            return;
        }

        var due = _interval - Time.GetElapsedTime(_pingedAt);
        if (_askedAt is { } askedAt && pongTimeout - Time.GetElapsedTime(askedAt) is var patience && patience < due)
        {
            due = patience;
        }

        // Rounded up: a timer that comes before its time would only be armed again.
        _due = TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(due.TotalMilliseconds)));
        _armedAt = Time.GetTimestamp();
        _timer!.Change(_due, Timeout.InfiniteTimeSpan);
    }
}
