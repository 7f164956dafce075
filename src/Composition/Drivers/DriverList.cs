using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Modbus;
using ChargerFirmware.Hardware.Modbus.Controllers;
using ChargerFirmware.Hardware.Modbus.Meters;

namespace ChargerFirmware.Composition.Drivers;

/// <summary>Every driver there is. A new one is one line here; schema and refusals follow from it.</summary>
public static class DriverList
{
    public static IReadOnlyList<DeviceDriver> Devices { get; } =
    [
        Device<GpioRelayOptions, GpioRelay>((buses, part, options) => new(buses.Loop, buses.Gpio(part), options)),
        Device<GpioLockMotorOptions, GpioLockMotor>((buses, part, options) => new(buses.Loop, buses.Gpio(part), options)),
        Device<GpioContactOptions, GpioContact>((buses, part, options) => new(buses.Loop, buses.Gpio(part), options)),
        Device<GpioEnableLineOptions, GpioEnableLine>((buses, part, options) => new(buses.Loop, buses.Gpio(part), options)),
        Device<Mfrc522Options, Mfrc522Reader>((buses, part, options) => new(buses.Loop, buses.Spi(part).Executor, buses.Spi(part).Open, options)),
        Device<ModbusMeterOptions, ModbusMeter>((buses, part, options) => new(buses.Loop, buses.Modbus(part), options, MeterMap.Load(options.Model))),
        Device<SimpleEvseOptions, SimpleEvse>((buses, part, options) => new(buses.Loop, buses.Modbus(part), options)),
        Device<ModbusDcControllerOptions, ModbusDcController>(
            (buses, part, options) => new(buses.Loop, buses.Modbus(part), options, DcControllerMap.Load(options.Map))),
    ];

    /// <summary>The drivers of buses: name, kind, and the type of their options.</summary>
    public static IReadOnlyList<BusDriver> Buses { get; } =
    [
        BusDriver.Of<GpioBusOptions>(),
        BusDriver.Of<SpiBusOptions>(),
        BusDriver.Of<ModbusRtuOptions>(),
        BusDriver.Of<ModbusTcpOptions>(),
    ];

    private static DeviceDriver<TOptions, TDevice> Device<TOptions, TDevice>(Func<OpenBuses, BoardPart, TOptions, TDevice> create)
        where TOptions : class, IDriverOptions<TOptions>
        where TDevice : class => new(create);
}
