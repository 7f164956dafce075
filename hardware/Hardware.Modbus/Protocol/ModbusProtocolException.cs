namespace ChargerFirmware.Hardware.Modbus.Protocol;

/// <summary>What came is not an answer to this request: cut short, of another unit, of another function.</summary>
public sealed class ModbusProtocolException(string message) : ModbusException(message);
