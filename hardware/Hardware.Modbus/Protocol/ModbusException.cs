namespace ChargerFirmware.Hardware.Modbus.Protocol;

/// <summary>A request that brought no usable answer. An <see cref="IOException"/>, as is a line that is gone.</summary>
public abstract class ModbusException(string message) : IOException(message);
