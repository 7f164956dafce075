using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>An energy meter on a Modbus line.</summary>
public sealed record ModbusMeterOptions : IDriverOptions<ModbusMeterOptions>, IPolledOptions
{
    public static string Driver => "modbus-meter";

    public static string Bus => BusKind.Modbus;

    public static JsonTypeInfo<ModbusMeterOptions> Json => MeterJson.Default.ModbusMeterOptions;

    [Range(0, 255)]
    [Description("the meter's address on the line")]
    public required int Unit { get; init; }

    [Description("the meter's model: the name of a file in hardware/meters, without .json")]
    public required string Model { get; init; }

    [Range(100, 60000)]
    [Description("time from one reading to the next")]
    public int PollMs { get; init; } = 1000;

    [Range(1000, 120000)]
    [Description("how long the meter may be silent before it counts as lost")]
    public int GraceMs { get; init; } = 10000;

    [Range(0.0001, 1000000.0)]
    [Description("Wh a count of the energy register, where this meter differs from its model's file")]
    public double? EnergyScale { get; init; }
}
