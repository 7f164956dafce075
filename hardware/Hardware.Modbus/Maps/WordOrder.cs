namespace ChargerFirmware.Hardware.Modbus.Maps;

/// <summary>Which register of a longer value comes first. Within a register the high byte does, by the standard.</summary>
public enum WordOrder
{
    HighFirst,
    LowFirst,
}
