namespace ChargerFirmware.Hardware.Modbus.Maps;

/// <summary>How a quantity lies in its registers.</summary>
public enum RegisterType
{
    U16,
    I16,
    U32,
    I32,
    U64,

    /// <summary>IEEE 754, 32 bits.</summary>
    F32,

    /// <summary>ASCII, two characters a register.</summary>
    Text,
}
