using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Modbus.Inputs;
using ChargerFirmware.Hardware.Modbus.Maps;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

public sealed class ModbusInputTests
{
    private readonly ModbusBench _bench = new();
    private readonly Supply _supply;

    public ModbusInputTests() => _supply = new Supply(_bench.Loop.Time, RandomSource.Seeded(1));

    [Theory]
    [InlineData(RegisterType.I16, 0.1, -12.3)]
    [InlineData(RegisterType.U16, 0.1, 85.1)]
    [InlineData(RegisterType.I32, 1, -113)]
    [InlineData(RegisterType.F32, 1, 61.5)]
    public void A_value_is_read_in_the_unit_of_its_role(RegisterType type, double scale, double value)
    {
        var options = new ModbusInputOptions { Unit = 12, Address = 3, Type = type, Scale = scale };
        _bench.Line.Add(12, new EmulatedRegisters(_supply, (ModbusInput.RegisterOf(options), () => value)));
        ModbusInput? input = null;
        _bench.Loop.Run(() => input = new ModbusInput(_bench.Loop, _bench.Bus, options));
        _bench.RunFor(2);

        Assert.Equal(value, input!.Value!.Value, 6);
        Assert.Equal(value, ((ITemperatureSensor)input).TemperatureC!.Value, 6);
        Assert.Equal(value, ((ISignalSensor)input).SignalDbm!.Value, 6);
        Assert.Equal(DeviceHealth.Present, input.Health);
    }

    [Fact]
    public void A_change_is_reported_once_and_a_silent_device_has_no_value()
    {
        var value = 20.0;
        var options = new ModbusInputOptions { Unit = 12, Address = 0, Scale = 0.1, GraceMs = 5000 };
        var slave = new EmulatedRegisters(_supply, (ModbusInput.RegisterOf(options), () => value));
        _bench.Line.Add(12, slave);
        var values = new List<double?>();
        ModbusInput? input = null;
        _bench.Loop.Run(() =>
        {
            input = new ModbusInput(_bench.Loop, _bench.Bus, options);
            input.Changed += () => values.Add(input.Value);
        });
        _bench.RunFor(10);
        value = 21;
        _bench.RunFor(10);
        slave.Silent = true;
        _bench.RunFor(10);

        Assert.Equal([20, 21, null], values);
        Assert.Equal(DeviceHealth.Lost, input!.Health);

        slave.Silent = false;
        _bench.RunFor(3);
        Assert.Equal(21, input.Value);
        Assert.Equal(DeviceHealth.Present, input.Health);
    }

    [Fact]
    public void A_value_that_is_no_number_counts_as_no_answer()
    {
        var options = new ModbusInputOptions { Unit = 12, Address = 0, Type = RegisterType.F32, GraceMs = 3000 };
        _bench.Line.Add(12, new EmulatedRegisters(_supply, (ModbusInput.RegisterOf(options), () => double.NaN)));
        ModbusInput? input = null;
        _bench.Loop.Run(() => input = new ModbusInput(_bench.Loop, _bench.Bus, options));
        _bench.RunFor(10);

        Assert.Null(input!.Value);
        Assert.Equal(DeviceHealth.Lost, input.Health);
    }

    [Fact]
    public void A_residual_current_has_its_direct_and_its_alternating_part()
    {
        var options = new ModbusResidualCurrentOptions { Unit = 11, DirectAddress = 4, AlternatingAddress = 7 };
        var registers = ModbusResidualCurrentMonitor.RegistersOf(options);
        _bench.Line.Add(11, new EmulatedRegisters(_supply, (registers[0], () => 6.1), (registers[1], () => 30.2)));
        ModbusResidualCurrentMonitor? monitor = null;
        _bench.Loop.Run(() => monitor = new ModbusResidualCurrentMonitor(_bench.Loop, _bench.Bus, options));
        Assert.Equal(DeviceHealth.Starting, monitor!.Health);
        _bench.RunFor(2);

        Assert.Equal(6.1, monitor.DirectMilliA!.Value, 6);
        Assert.Equal(30.2, monitor.AlternatingMilliA!.Value, 6);
    }

    [Theory]
    [InlineData(RegisterType.Text)]
    [InlineData(RegisterType.U64)]
    public void A_type_that_is_no_plain_number_is_refused(RegisterType type)
    {
        Assert.Throws<ArgumentException>(() => ModbusInput.RegisterOf(new ModbusInputOptions { Address = 0, Type = type }));
    }
}
