namespace ChargerFirmware.Central;

/// <summary>The clock that a central system gives its stations. It may be wrong, and put right or wrong again at any time.</summary>
public sealed class CentralClock(TimeProvider time)
{
    private TimeSpan _earliest;
    private TimeSpan _latest;

    /// <summary>How far it is ahead of the world; negative where it is behind.</summary>
    public TimeSpan Error
    {
        get;
        set
        {
            field = value;
            Excuse(value);
        }
    }

    /// <summary>What it shows: what BootNotification and Heartbeat are answered.</summary>
    public DateTimeOffset UtcNow => time.GetUtcNow() + Error;

    /// <summary>Stamps may be off by as much for another reason: a station that starts with a wrong clock and hears nobody has no other.</summary>
    public void Excuse(TimeSpan error)
    {
        _earliest = error < _earliest ? error : _earliest;
        _latest = error > _latest ? error : _latest;
    }

    /// <summary>
    /// How far apart stamps of one instant may be because of it: a station that follows a clock that jumps is not to blame for it.
    /// Within one transaction it excuses nothing.
    /// </summary>
    public TimeSpan Spread => _latest - _earliest;
}
