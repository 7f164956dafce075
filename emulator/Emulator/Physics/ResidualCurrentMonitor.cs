namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// Trips when the outlet's residual current is too high, cuts the contactor's coil by its own contact and stays tripped until it
/// is reset.
/// </summary>
public sealed class ResidualCurrentMonitor : IInterlock
{
    /// <summary>IEC 62955.</summary>
    public const double ThresholdDcMilliA = 6;

    /// <summary>IEC 61851-1 8.5.</summary>
    public const double ThresholdAcMilliA = 30;

    private readonly Outlet _outlet;

    public ResidualCurrentMonitor(Outlet outlet)
    {
        _outlet = outlet;
        outlet.Changed += () => Set(IsTripped || IsTooHigh);
    }

    public bool IsTripped { get; private set; }

    /// <summary>The normally closed contact as an input sees it.</summary>
    public bool ContactClosed => !IsTripped;

    bool IInterlock.Permits => ContactClosed;

    public event Action? Changed;

    private bool IsTooHigh => _outlet.ResidualDcMilliA > ThresholdDcMilliA || _outlet.ResidualAcMilliA > ThresholdAcMilliA;

    /// <summary>Somebody presses reset: without effect while the fault is still there.</summary>
    public void Reset() => Set(IsTooHigh);

    private void Set(bool tripped)
    {
        if (IsTripped != tripped)
        {
            IsTripped = tripped;
            Changed?.Invoke();
        }
    }
}
