namespace ChargerFirmware.Station.Timing;

/// <summary>
/// The station's idea of civil time: what the machine's clock showed at the start, gone on since by <see cref="Time"/>, which does not
/// jump, and moved only by what a central system gives. A machine whose clock is put right meanwhile moves nothing. Used on the loop only.
/// </summary>
/// <remarks>
/// What lasts is measured by <see cref="Time"/>, what has a date by <see cref="UtcNow"/>; within a transaction
/// <see cref="Transactions.TransactionTime"/> holds.
/// </remarks>
public sealed class StationClock
{
    /// <summary>No program of this kind has run before it: a time before it is no time.</summary>
    public static readonly DateTimeOffset Earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>None of this version runs after it.</summary>
    public static readonly DateTimeOffset Latest = new(2056, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The largest step that one answer alone may make. No summer time is wrong by more, and no quartz in a month.</summary>
    public static readonly TimeSpan LargestStep = TimeSpan.FromDays(1);

    /// <summary>How well a second answer must agree, beside the time that has passed between the two.</summary>
    public static readonly TimeSpan Agreement = TimeSpan.FromSeconds(10);

    // Transport delay makes every answer look late; following it would make the clock tremble.
    private static readonly TimeSpan s_smallestStep = TimeSpan.FromSeconds(1);

    private readonly long _origin;
    private readonly DateTimeOffset _machineThen;
    private TimeSpan? _doubtedStep;
    private bool _stampsAreFinal;

    /// <param name="time">What durations are measured by.</param>
    /// <param name="machine">Whose civil time it begins with; <paramref name="time"/>'s unless given. Read once.</param>
    public StationClock(TimeProvider time, TimeProvider? machine = null)
    {
        Time = time;
        _origin = time.GetTimestamp();
        var shown = (machine ?? time).GetUtcNow();

        // A clock without a battery shows 1970, one with a broken battery anything.
        _machineThen = IsPossible(shown) ? shown : Earliest;
    }

    public TimeProvider Time { get; }

    /// <summary>The civil time has jumped. Raised on the loop.</summary>
    public event Action? Moved;

    /// <summary>
    /// The time was given for the first time since the start, and this is how far the clock was off; what was stamped before is off by as
    /// much, and has not been read yet. Raised once at most, on the loop and before <see cref="Moved"/>: what follows from the new time
    /// is stamped by it and needs no correction.
    /// </summary>
    public event Action<TimeSpan>? Synchronised;

    /// <summary>True once a central system has given a time that was believed.</summary>
    public bool IsSynchronised { get; private set; }

    /// <summary>The sum of all steps since the start.</summary>
    public TimeSpan Steps { get; private set; }

    public DateTimeOffset UtcNow => At(Time.GetTimestamp());

    /// <summary>The civil time of a <see cref="TimeProvider.GetTimestamp"/> taken at any time, by what is known of it today.</summary>
    public DateTimeOffset At(long timestamp) => _machineThen + Time.GetElapsedTime(_origin, timestamp) + Steps;

    /// <summary>
    /// The station has seen <paramref name="utc"/> before it was switched off, so it is later than that now: a computer without a
    /// battery begins in the past.
    /// </summary>
    public void AssumeAfter(DateTimeOffset utc)
    {
        if (utc > UtcNow && IsPossible(utc))
        {
            Move(utc - UtcNow, corrects: false);
        }
    }

    /// <summary>From now on what was stamped is read by others: a later time corrects no stamp any more.</summary>
    public void CloseCorrections() => _stampsAreFinal = true;

    /// <summary>
    /// Takes over <paramref name="utc"/> as the time it is now (BootNotification.conf, Heartbeat.conf). A step of more than
    /// <see cref="LargestStep"/> is made when a second answer agrees; who hears <see cref="ClockAnswer.Doubted"/> asks for one at once.
    /// </summary>
    public ClockAnswer Set(DateTimeOffset utc)
    {
        if (!IsPossible(utc))
        {
            return ClockAnswer.Refused;
        }

        var step = utc - UtcNow;
        if (step.Duration() > LargestStep && !(_doubtedStep is { } first && (step - first).Duration() <= Agreement))
        {
            _doubtedStep = step;
            return ClockAnswer.Doubted;
        }

        step = step.Duration() < s_smallestStep ? TimeSpan.Zero : step;
        var corrects = !IsSynchronised && !_stampsAreFinal;
        IsSynchronised = true;
        _doubtedStep = null;
        if (step != TimeSpan.Zero)
        {
            Move(step, corrects);
        }

        return ClockAnswer.Believed;
    }

    private static bool IsPossible(DateTimeOffset utc) => utc >= Earliest && utc < Latest;

    private void Move(TimeSpan step, bool corrects)
    {
        Steps += step;
        if (corrects)
        {
            Synchronised?.Invoke(step);
        }

        Moved?.Invoke();
    }
}
