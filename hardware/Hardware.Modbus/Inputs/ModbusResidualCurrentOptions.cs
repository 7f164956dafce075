using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Modbus.Inputs;

/// <summary>A residual-current monitor type B on a Modbus line, that reports its direct and its alternating part.</summary>
public sealed record ModbusResidualCurrentOptions : IDriverOptions<ModbusResidualCurrentOptions>, IPolledOptions
{
    public static string Driver => "modbus-residual-current";

    public static string Bus => BusKind.Modbus;

    public static JsonTypeInfo<ModbusResidualCurrentOptions> Json => InputJson.Default.ModbusResidualCurrentOptions;

    [Range(0, 255)]
    [Description("the monitor's address on the line")]
    public required int Unit { get; init; }

    [Range(3, 4)]
    [Description("the function that reads the registers: 3 holding, 4 input")]
    public int Function { get; init; } = 4;

    [Range(0, 65535)]
    [Description("address of the direct part, an unsigned register, counted from 0")]
    public required int DirectAddress { get; init; }

    [Range(0, 65535)]
    [Description("address of the alternating part, an unsigned register, counted from 0")]
    public required int AlternatingAddress { get; init; }

    [Range(0.001, 1000.0)]
    [Description("mA a count")]
    public double Scale { get; init; } = 0.1;

    [Range(50, 60000)]
    [Description("time from one poll to the next: what is measured stops within it; the contact is faster")]
    public int PollMs { get; init; } = 500;

    [Range(500, 60000)]
    [Description("how long the monitor may be silent before it counts as lost; longer than a poll")]
    public int GraceMs { get; init; } = 5000;
}
