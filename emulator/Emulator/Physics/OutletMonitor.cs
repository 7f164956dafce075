namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// A protective monitor of an outlet, of its insulation or its earth: while what it watches is not good, its contact is open and
/// cuts the contactor's coil. It resets by itself.
/// </summary>
public sealed class OutletMonitor : IInterlock
{
    private readonly Outlet _outlet;
    private readonly Func<Outlet, bool> _isGood;

    public OutletMonitor(Outlet outlet, Func<Outlet, bool> isGood)
    {
        _outlet = outlet;
        _isGood = isGood;
        ContactClosed = isGood(outlet);
        outlet.Changed += Follow;
    }

    /// <summary>The normally closed contact as an input sees it.</summary>
    public bool ContactClosed { get; private set; }

    bool IInterlock.Permits => ContactClosed;

    public event Action? Changed;

    private void Follow()
    {
        if (_isGood(_outlet) != ContactClosed)
        {
            ContactClosed = !ContactClosed;
            Changed?.Invoke();
        }
    }
}
