namespace ChargerFirmware.Bench.Scenarios;

/// <summary>Follows one cause at one connector: since when the physical world has it, and from when on it demands an open contactor.</summary>
internal sealed class CauseTimer
{
    private readonly TimeProvider _time;
    private readonly TimeSpan? _opensWithin;
    private readonly ITimer _due;

    public CauseTimer(TimeProvider time, CauseRule rule, bool isDirectCurrent, Action due)
    {
        _time = time;
        Rule = rule;
        Present = new Timeline(time);
        _opensWithin = rule.OpensSeconds(isDirectCurrent) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        _due = time.CreateTimer(
            _ =>
            {
                DemandsOpen = true;
                due();
            },
            null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public CauseRule Rule { get; }

    public Timeline Present { get; }

    public bool DemandsOpen { get; private set; }

    public void Look(bool present)
    {
        if (present != Present.IsOn)
        {
            Present.Note(present);
            Wait(TimeSpan.Zero);
        }
    }

    /// <summary>Nobody was there to see it: whoever comes back has the whole time again, and that of waking up.</summary>
    public void Wait(TimeSpan more)
    {
        DemandsOpen = false;
        _due.Change(Present.IsOn && _opensWithin is { } within ? within + more : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the table forbade a start at <paramref name="at"/>, as far as the station could know.</summary>
    public bool ForbidsStart(DateTimeOffset at) =>
        Rule.NoStartAfterSeconds is { } seconds && Present.Covers(at - TimeSpan.FromSeconds(seconds), at + TimeSpan.FromSeconds(1));
}
