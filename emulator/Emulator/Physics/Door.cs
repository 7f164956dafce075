namespace ChargerFirmware.Emulator.Physics;

/// <summary>The cabinet's door with its contact, closed while the door is. It reports only; it cuts nothing.</summary>
public sealed class Door
{
    public bool IsOpen { get; private set; }

    public bool ContactClosed => !IsOpen;

    public event Action? Changed;

    public void Open() => Set(open: true);

    public void Close() => Set(open: false);

    private void Set(bool open)
    {
        if (IsOpen != open)
        {
            IsOpen = open;
            Changed?.Invoke();
        }
    }
}
