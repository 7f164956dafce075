using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Modbus;
using ChargerFirmware.Hardware.Modbus.Controllers;
using ChargerFirmware.Hardware.Modbus.Inputs;
using ChargerFirmware.Hardware.Modbus.Meters;
using ChargerFirmware.Hardware.Modbus.Outputs;

namespace ChargerFirmware.Composition.Drivers;

/// <summary>Every driver there is. A new one is one line here; schema and refusals follow from it.</summary>
public static class DriverList
{
    public static IReadOnlyList<DeviceDriver> Devices { get; } =
    [
        Device<GpioRelayOptions, GpioRelay>((buses, part, options) => new(buses.Loop, buses.Gpio(part), options)),
        Device<GpioLockMotorOptions, GpioLockMotor>((buses, part, options) => new(buses.Loop, buses.Gpio(part), options)),
        Device<GpioContactOptions, GpioContact>((buses, part, options) => new(buses.Loop, buses.Gpio(part), options)),
        Device<GpioEnableLineOptions, GpioEnableLine>(
            (buses, part, options) => new(buses.Loop, buses.Gpio(part), options), OptionRules.EnableLine),
        Device<Mfrc522Options, Mfrc522Reader>(
            (buses, part, options) => new(buses.Loop, buses.Spi(part).Executor, buses.Spi(part).Open, options), OptionRules.Reader),
        Device<ModbusMeterOptions, ModbusMeter>(
            (buses, part, options) => new(buses.Loop, buses.Modbus(part), options, MeterMap.Load(options.Model)), OptionRules.Meter),
        Device<SimpleEvseOptions, SimpleEvse>(
            (buses, part, options) => new(buses.Loop, buses.Modbus(part), options), current: CurrentKind.Ac),
        Device<SimpleEvseRelayOptions, SimpleEvseRelay>(
            (buses, part, options) => new(buses.Loop, buses.Modbus(part), options), current: CurrentKind.Ac),
        Device<ModbusDcControllerOptions, ModbusDcController>(
            (buses, part, options) => new(buses.Loop, buses.Modbus(part), options, DcControllerMap.Load(options.Map)),
            OptionRules.DcController, CurrentKind.Dc),
        Device<ModbusInputOptions, ModbusInput>((buses, part, options) => new(buses.Loop, buses.Modbus(part), options), OptionRules.Input),
        Device<ModbusResidualCurrentOptions, ModbusResidualCurrentMonitor>(
            (buses, part, options) => new(buses.Loop, buses.Modbus(part), options), OptionRules.ResidualCurrent),
        Device<ModbusRelayOptions, ModbusRelay>((buses, part, options) => new(buses.Loop, buses.Modbus(part), options), OptionRules.Relay),
        Device<ModbusLockOptions, ModbusLock>((buses, part, options) => new(buses.Loop, buses.Modbus(part), options), OptionRules.Lock),
    ];

    /// <summary>The drivers of buses, and where each bus is to be found.</summary>
    public static IReadOnlyList<BusDriver> Buses { get; } =
    [
        BusDriver.Of<GpioBusOptions>(
            options => options.Label is { } label
                ? new(BusPlaceKind.LabelledGpioChip, label)
                : new(BusPlaceKind.GpioChip, $"/dev/gpiochip{options.Chip?.ToString(CultureInfo.InvariantCulture) ?? "*"}"),
            OptionRules.Gpio),
        BusDriver.Of<SpiBusOptions>(options => new(BusPlaceKind.SpiDevice, $"/dev/spidev{options.Controller}.{options.ChipSelect}")),
        BusDriver.Of<ModbusRtuOptions>(options => new(BusPlaceKind.SerialPort, options.Port), OptionRules.Serial),
        BusDriver.Of<ModbusTcpOptions>(options => new(BusPlaceKind.Host, $"{options.Host}:{options.Port}")),
    ];

    private static DeviceDriver<TOptions, TDevice> Device<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions, TDevice>(
        Func<OpenBuses, BoardPart, TOptions, TDevice> create, Func<TOptions, OptionProblem?>? rule = null, CurrentKind? current = null)
        where TOptions : class, IDriverOptions<TOptions>
        where TDevice : class => new(create, rule, current);
}
