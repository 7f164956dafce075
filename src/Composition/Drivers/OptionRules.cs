using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Modbus;
using ChargerFirmware.Hardware.Modbus.Controllers;
using ChargerFirmware.Hardware.Modbus.Inputs;
using ChargerFirmware.Hardware.Modbus.Maps;
using ChargerFirmware.Hardware.Modbus.Meters;
using ChargerFirmware.Hardware.Modbus.Outputs;

namespace ChargerFirmware.Composition.Drivers;

/// <summary>
/// What no type and no range of a single option says. Drivers refuse the same when they are constructed; here it is found without
/// opening a bus.
/// </summary>
internal static class OptionRules
{
    private static readonly int[] s_baudRates = [1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200];

    public static OptionProblem? Gpio(GpioBusOptions options) => options switch
    {
        { Chip: not null, Label: not null } => new("label", "expected chip or label, found both"),
        { Label.Length: 0 } => new("label", "expected the label of a chip, found an empty one"),
        _ => null,
    };

    public static OptionProblem? Serial(ModbusRtuOptions options) => s_baudRates.Contains(options.BaudRate)
        ? null
        : new("baudRate", $"expected one of: {string.Join(", ", s_baudRates)}, found {options.BaudRate}");

    public static OptionProblem? EnableLine(GpioEnableLineOptions options) => options.ToggleMs * 2 < options.DropOutMs
        ? null
        : new("toggleMs", $"expected less than half of dropOutMs ({options.DropOutMs}), or one late edge drops the contactors; found {options.ToggleMs}");

    public static OptionProblem? Reader(Mfrc522Options options) => options.IdTagPrefix.Length <= 12
        ? null
        : new("idTagPrefix", $"expected at most 12 characters, found '{options.IdTagPrefix}'");

    public static OptionProblem? Meter(ModbusMeterOptions options) => MeterMap.Models.Contains(options.Model)
        ? null
        : new("model", $"no meter model is called '{options.Model}'; expected one of: {string.Join(", ", MeterMap.Models)}");

    public static OptionProblem? DcController(ModbusDcControllerOptions options) => DcControllerMap.Names.Contains(options.Map)
        ? null
        : new("map", $"no map is called '{options.Map}'; expected one of: {string.Join(", ", DcControllerMap.Names)}");

    public static OptionProblem? Input(ModbusInputOptions options) => options.Type is RegisterType.U64 or RegisterType.Text
        ? new("type", $"expected one of: u16, i16, u32, i32, f32; found {options.Type}")
        : Grace(options.PollMs, options.GraceMs);

    public static OptionProblem? ResidualCurrent(ModbusResidualCurrentOptions options) => Grace(options.PollMs, options.GraceMs);

    public static OptionProblem? Relay(ModbusRelayOptions options) => options.TimeoutMs <= 2 * options.PollMs
        ? new("timeoutMs", $"expected more than two polls ({2 * options.PollMs}), or one lost write drops the contactor; found {options.TimeoutMs}")
        : Grace(options.PollMs, options.GraceMs);

    public static OptionProblem? Lock(ModbusLockOptions options) => Grace(options.PollMs, options.GraceMs);

    private static OptionProblem? Grace(int pollMs, int graceMs) => graceMs > pollMs
        ? null
        : new("graceMs", $"expected more than pollMs ({pollMs}), or the device is lost between two polls; found {graceMs}");
}
