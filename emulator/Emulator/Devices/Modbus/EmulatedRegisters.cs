using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Modbus.Maps;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Emulator.Devices.Modbus;

/// <summary>A device of which only some registers matter: a transmitter, a monitor, a router.</summary>
/// <param name="supply">Without it the device is dead.</param>
/// <param name="registers">Each with what it shows now.</param>
public sealed class EmulatedRegisters(Supply supply, params IReadOnlyList<(Register Register, Func<double> Value)> registers) : ModbusSlave
{
    private readonly RegisterImage _image = new();

    /// <summary>Fault: it does not answer.</summary>
    public bool Silent { get; set; }

    public override bool Answers => supply.IsPresent && !Silent;

    protected override void Refresh()
    {
        foreach (var (register, value) in registers)
        {
            register.Encode(value(), _image);
        }
    }

    protected override bool TryReadRegisters(ModbusFunction table, int address, Span<ushort> values) =>
        _image.TryGet(table, address, values);
}
