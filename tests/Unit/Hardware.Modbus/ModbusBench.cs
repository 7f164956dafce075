using ChargerFirmware.Emulator.Devices;
using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Modbus;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

/// <summary>A loop, an emulated line at 9600 baud and the bus on it.</summary>
internal sealed class ModbusBench
{
    public ModbusBench()
    {
        var executor = new InlineBusExecutor(Loop.Time);
        Line = new EmulatedModbusLine(ModbusWire.Rtu(9600), executor.Elapse);
        Bus = new ModbusBus(executor, new RtuMaster(Loop.Time, Line, 9600, TimeSpan.FromMilliseconds(300)), retries: 2);
    }

    public VirtualLoop Loop { get; } = new(DateTimeOffset.UnixEpoch);

    public EmulatedModbusLine Line { get; }

    public ModbusBus Bus { get; }

    public void RunFor(double seconds) => Loop.RunFor(TimeSpan.FromSeconds(seconds));
}
