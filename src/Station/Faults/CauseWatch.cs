namespace ChargerFirmware.Station.Faults;

/// <summary>How one cause is seen in the devices, and when it may go.</summary>
/// <param name="IsPresent">The devices show it now.</param>
/// <param name="MayRecover">What has to hold besides its absence before it is cleared; null: nothing.</param>
public sealed record CauseWatch(Cause Cause, Func<bool> IsPresent, Func<bool>? MayRecover = null)
{
    public void Update(CauseSet causes)
    {
        if (IsPresent())
        {
            causes.Raise(Cause);
        }
        else if (causes.Contains(Cause) && (MayRecover?.Invoke() ?? true))
        {
            causes.Clear(Cause);
        }
    }
}
