namespace ChargerFirmware.Emulator.Physics;

/// <summary>
/// The latching red button. Its normally closed chain feeds the contactors' coils, so pressing it cuts them without any software;
/// a second contact reports to the station.
/// </summary>
public sealed class EmergencyStopButton : IInterlock
{
    public bool IsPressed { get; private set; }

    /// <summary>A broken wire opens the chain as the button does: the fault looks like the case it guards against.</summary>
    public bool WireBroken
    {
        get;
        set
        {
            field = value;
            Changed?.Invoke();
        }
    }

    /// <summary>The normally closed contact as an input sees it.</summary>
    public bool ContactClosed => !IsPressed && !WireBroken;

    bool IInterlock.Permits => ContactClosed;

    public event Action? Changed;

    public void Press() => Set(pressed: true);

    /// <summary>Turns the button until it comes out again.</summary>
    public void Release() => Set(pressed: false);

    private void Set(bool pressed)
    {
        if (IsPressed != pressed)
        {
            IsPressed = pressed;
            Changed?.Invoke();
        }
    }
}
