namespace ChargerFirmware.Hardware.Modbus.Protocol;

/// <summary>Not one byte came within the time-out.</summary>
public sealed class ModbusNoAnswerException(byte unit) : ModbusException($"Unit {unit} does not answer.");
