namespace ChargerFirmware.Hardware.Modbus.Protocol;

/// <summary>An answer of the right length came, but its CRC is wrong: noise, or two devices at once.</summary>
public sealed class ModbusCrcException(byte unit) : ModbusException($"The answer of unit {unit} is garbled: its CRC is wrong.");
