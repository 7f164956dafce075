namespace System.Device.Gpio;

/// <summary>What a pin is used as.</summary>
public enum PinMode
{
    Input = 0,
    Output = 1,
    InputPullDown = 2,
    InputPullUp = 3,
}
