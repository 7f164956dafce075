namespace ChargerFirmware.Station.Faults;

/// <summary>How one cause is seen in the devices, and when it may go.</summary>
/// <param name="IsPresent">The devices show it now.</param>
/// <param name="MayRecover">What has to hold besides its absence before it is cleared; null: nothing.</param>
internal sealed record CauseWatch(Cause Cause, Func<bool> IsPresent, Func<bool>? MayRecover = null)
{
    private static readonly TimeSpan s_calm = TimeSpan.FromSeconds(10);

    /// <summary>Where it is set, the cause must have been absent for 10 s.</summary>
    public HoldTimer? Calm { get; init; }

    public void Update(CauseSet causes)
    {
        var present = IsPresent();
        var isCalm = Calm?.Held(!present && causes.Contains(Cause), s_calm) ?? true;
        if (present)
        {
            causes.Raise(Cause);
        }
        else if (causes.Contains(Cause) && isCalm && (MayRecover?.Invoke() ?? true))
        {
            causes.Clear(Cause);
        }
    }
}
