using ChargerFirmware.Station.Timing;

namespace ChargerFirmware.Station.Faults;

/// <summary>How one cause is seen, and when it may go. It holds nothing of what it looks at, so one serves all connectors or stations.</summary>
/// <typeparam name="T">What it looks at.</typeparam>
/// <param name="IsPresent">The devices show it now.</param>
/// <param name="MayRecover">What has to hold besides its absence before it is cleared; null: nothing.</param>
internal sealed record CauseWatch<T>(Cause Cause, Func<T, bool> IsPresent, Func<T, bool>? MayRecover = null)
{
    private static readonly TimeSpan s_calm = TimeSpan.FromSeconds(10);

    /// <summary>Where it is set, the cause must have been absent for 10 s by this timer.</summary>
    public Func<T, HoldTimer>? Calm { get; init; }

    public void Update(T seen, CauseSet causes)
    {
        var present = IsPresent(seen);
        var isCalm = Calm?.Invoke(seen).Held(!present && causes.Contains(Cause), s_calm) ?? true;
        if (present)
        {
            causes.Raise(Cause);
        }
        else if (causes.Contains(Cause) && isCalm && (MayRecover?.Invoke(seen) ?? true))
        {
            causes.Clear(Cause);
        }
    }
}
