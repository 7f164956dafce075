namespace ChargerFirmware.Hardware.Modbus.Outputs;

/// <summary>How an output is written.</summary>
public enum ModbusOutputKind
{
    /// <summary>A coil, by function 05h.</summary>
    Coil,

    /// <summary>A holding register, by function 06h.</summary>
    Register,
}
