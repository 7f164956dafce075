using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus.Maps;

/// <summary>Registers that are read in one go.</summary>
public sealed record RegisterBlock(ModbusFunction Function, ushort Address, int Count)
{
    public bool Holds(ModbusFunction function, int address, int count) =>
        function == Function && address >= Address && address + count <= Address + Count;
}
