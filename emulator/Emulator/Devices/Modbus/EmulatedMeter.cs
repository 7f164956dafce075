using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Modbus.Maps;
using ChargerFirmware.Hardware.Modbus.Meters;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Emulator.Devices.Modbus;

/// <summary>A meter of any model: its registers follow from the physics by the very map that the driver reads them with.</summary>
public sealed class EmulatedMeter(MeterMap map, IMeterPhysics physics) : ModbusSlave
{
    private readonly RegisterImage _image = new();

    public override bool Answers => physics.Answers;

    protected override void Refresh()
    {
        var values = new MeterValues(physics.EnergyImportWh, physics.Phases.Sum(phase => phase.PowerW), physics.Phases)
        {
            FrequencyHz = physics.FrequencyHz,
            TemperatureC = physics.TemperatureC,
        };
        map.Encode(values, _image);
        map.SerialNumber?.EncodeText(physics.SerialNumber, _image);
    }

    protected override bool TryReadRegisters(ModbusFunction table, int address, Span<ushort> values) =>
        _image.TryGet(table, address, values);
}
