using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Modbus.Maps;

namespace ChargerFirmware.Hardware.Modbus.Inputs;

/// <summary>One value in a register of some device: a temperature transmitter, a router.</summary>
public sealed record ModbusInputOptions : IDriverOptions<ModbusInputOptions>, IPolledOptions
{
    public static string Driver => "modbus-input";

    public static string Bus => BusKind.Modbus;

    public static JsonTypeInfo<ModbusInputOptions> Json => InputJson.Default.ModbusInputOptions;

    [Range(0, 255)]
    [Description("the device's address on the line")]
    public int Unit { get; init; } = 1;

    [Range(3, 4)]
    [Description("the function that reads the register: 3 holding, 4 input")]
    public int Function { get; init; } = 4;

    [Range(0, 65535)]
    [Description("address of the register as it goes over the wire, counted from 0")]
    public required int Address { get; init; }

    [Description("u16, i16, u32, i32 or f32")]
    public RegisterType Type { get; init; } = RegisterType.I16;

    [Description("highFirst or lowFirst, for values of two registers")]
    public WordOrder WordOrder { get; init; } = WordOrder.HighFirst;

    [Range(0.000001, 1000000.0)]
    [Description("a count in the unit of the role it plays: °C for a temperature, dBm for a signal")]
    public double Scale { get; init; } = 1;

    [Range(50, 600000)]
    [Description("time from one poll to the next")]
    public int PollMs { get; init; } = 1000;

    [Range(500, 600000)]
    [Description("how long the device may be silent before it counts as lost; longer than a poll")]
    public int GraceMs { get; init; } = 10000;
}
