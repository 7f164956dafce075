namespace ChargerFirmware.Hardware.Buses;

public enum SerialParity
{
    None,
    Even,
    Odd,
}
