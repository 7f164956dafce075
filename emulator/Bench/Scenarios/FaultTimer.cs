namespace ChargerFirmware.Bench.Scenarios;

/// <summary>Follows one fault at one connector: since when the physical world has it, and from when on it demands an open contactor.</summary>
internal sealed class FaultTimer
{
    private readonly TimeProvider _time;
    private readonly TimeSpan? _opensWithin;
    private readonly ITimer _due;

    /// <summary>As <see cref="Present"/>, but anew from each start of the station: nobody knew of it before.</summary>
    private readonly Timeline _seen;

    public FaultTimer(TimeProvider time, FaultRule rule, bool isDirectCurrent, Action due)
    {
        _time = time;
        Rule = rule;
        Present = new Timeline(time);
        _seen = new Timeline(time);
        _opensWithin = rule.OpensSeconds(isDirectCurrent) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        _due = time.CreateTimer(
            _ =>
            {
                DemandsOpen = true;
                due();
            },
            null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public FaultRule Rule { get; }

    public Timeline Present { get; }

    public bool DemandsOpen { get; private set; }

    public void Look(bool present)
    {
        if (present != Present.IsOn)
        {
            Present.Note(present);
            _seen.Note(present);
            Wait(TimeSpan.Zero);
        }
    }

    /// <summary>Nobody was there to see it: the station that starts has the whole time again, and that of waking up.</summary>
    public void OnStationStarted(TimeSpan wakes)
    {
        _seen.Note(false);
        _seen.Note(Present.IsOn);
        Wait(wakes);
    }

    /// <summary>Whether the table forbade a start at <paramref name="at"/>, as far as the station could know.</summary>
    public bool ForbidsStart(DateTimeOffset at) =>
        Rule.NoStartAfterSeconds is { } seconds && _seen.Covers(at - TimeSpan.FromSeconds(seconds), at + TimeSpan.FromSeconds(1));

    private void Wait(TimeSpan more)
    {
        DemandsOpen = false;
        _due.Change(Present.IsOn && _opensWithin is { } within ? within + more : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
