namespace ChargerFirmware.Hardware.Gpio;

/// <summary>The resistor inside the chip that gives an open input its level.</summary>
public enum PinPull
{
    /// <summary>None: the board has one of its own.</summary>
    None,
    Up,
    Down,
}
