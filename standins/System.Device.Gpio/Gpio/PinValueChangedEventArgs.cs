namespace System.Device.Gpio;

/// <summary>An edge: which, and of which pin.</summary>
public class PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber) : EventArgs
{
    public PinEventTypes ChangeType { get; } = changeType;

    public int PinNumber { get; } = pinNumber;
}
