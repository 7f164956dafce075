namespace ChargerFirmware.Hardware.Modbus.Protocol;

/// <summary>The slave has understood and refuses. Asking again does not help.</summary>
public sealed class ModbusSlaveException(byte unit, ModbusFunction function, ModbusExceptionCode code)
    : ModbusException($"Unit {unit} refuses {function}: {code}.")
{
    public ModbusExceptionCode Code { get; } = code;
}
