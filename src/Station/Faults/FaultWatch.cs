using ChargerFirmware.Station.Timing;

namespace ChargerFirmware.Station.Faults;

/// <summary>How one fault is seen, and when it may go. It holds nothing of what it looks at, so one serves all connectors or stations.</summary>
/// <typeparam name="T">What it looks at.</typeparam>
/// <param name="IsPresent">The devices show it now.</param>
/// <param name="MayRecover">What has to hold besides its absence before it is cleared; null: nothing.</param>
internal sealed record FaultWatch<T>(Fault Fault, Func<T, bool> IsPresent, Func<T, bool>? MayRecover = null)
{
    private static readonly TimeSpan s_calm = TimeSpan.FromSeconds(10);

    /// <summary>Where it is set, the fault must have been absent for 10 s by this timer.</summary>
    public Func<T, HoldTimer>? Calm { get; init; }

    public void Update(T seen, FaultSet faults)
    {
        var present = IsPresent(seen);
        var isCalm = Calm?.Invoke(seen).Held(!present && faults.Contains(Fault), s_calm) ?? true;
        if (present)
        {
            faults.Raise(Fault);
        }
        else if (faults.Contains(Fault) && isCalm && (MayRecover?.Invoke(seen) ?? true))
        {
            faults.Clear(Fault);
        }
    }
}
