using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

/// <summary>Older firmware: no holding registers.</summary>
internal sealed class InputRegistersOnly(ModbusSlave inner) : ModbusSlave
{
    protected override bool TryReadRegisters(ModbusFunction table, int address, Span<ushort> values)
    {
        if (table == ModbusFunction.ReadHoldingRegisters)
        {
            return false;
        }

        var answer = inner.Answer([(byte)table, (byte)(address >> 8), (byte)address, 0, (byte)values.Length]);
        ModbusRequest.Registers(answer).CopyTo(values);
        return true;
    }
}
