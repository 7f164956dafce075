namespace ChargerFirmware.Station;

/// <summary>
/// The station's idea of civil time: the machine's clock, corrected by what the central system said. Durations never use
/// it; they are taken from <see cref="Time"/>, which does not jump.
/// </summary>
/// <param name="time">What durations are measured by.</param>
/// <param name="machine">Whose idea of civil time it begins with; <paramref name="time"/>'s unless told.</param>
public sealed class StationClock(TimeProvider time, TimeProvider? machine = null)
{
    private readonly TimeProvider _machine = machine ?? time;
    private static readonly DateTimeOffset s_earliest = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private TimeSpan _correction;

    public TimeProvider Time { get; } = time;

    /// <summary>The civil time has jumped. Raised on the loop.</summary>
    public event Action? Moved;

    /// <summary>
    /// The time was told for the first time since the start, and this is how far the clock was off; what was stamped before is
    /// off by as much. Raised on the loop, after <see cref="Moved"/>.
    /// </summary>
    public event Action<TimeSpan>? Synchronised;

    /// <summary>True once somebody who knows the time has told it.</summary>
    public bool IsSynchronised { get; private set; }

    public DateTimeOffset UtcNow => _machine.GetUtcNow() + _correction;

    /// <summary>The civil time of a <see cref="TimeProvider.GetTimestamp"/> taken earlier, by today's correction.</summary>
    public DateTimeOffset At(long timestamp) => UtcNow - Time.GetElapsedTime(timestamp);

    /// <summary>
    /// The station has seen <paramref name="utc"/> before it was switched off, so it is later than that now: a computer without a
    /// battery begins in the past.
    /// </summary>
    public void AssumeAfter(DateTimeOffset utc)
    {
        if (utc > UtcNow && utc <= s_latest)
        {
            _correction += utc - UtcNow;
            Moved?.Invoke();
        }
    }

    /// <summary>Takes over <paramref name="utc"/> as the time it is now (BootNotification.conf, Heartbeat.conf).</summary>
    /// <returns>How far the clock was moved. Not at all by a time that cannot be: no meter value was ever taken in it.</returns>
    public TimeSpan Set(DateTimeOffset utc)
    {
        if (utc < s_earliest || utc > s_latest)
        {
            return TimeSpan.Zero;
        }

        var first = !IsSynchronised;
        IsSynchronised = true;

        // Transport delay makes every answer look late; following it would make the clock tremble.
        var moved = utc - UtcNow;
        if (moved.Duration() < TimeSpan.FromSeconds(1))
        {
            return TimeSpan.Zero;
        }

        _correction += moved;
        Moved?.Invoke();
        if (first)
        {
            Synchronised?.Invoke(moved);
        }

        return moved;
    }
}
