using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>The line that keeps the contactors' supply alive while it is toggled.</summary>
public sealed record GpioEnableLineOptions : IDriverOptions<GpioEnableLineOptions>
{
    public static string Driver => "gpio-enable-line";

    public static string Bus => BusKind.Gpio;

    public static JsonTypeInfo<GpioEnableLineOptions> Json => GpioJson.Default.GpioEnableLineOptions;

    [Description("pin of the retriggerable relay or charge pump")]
    [Range(0, 1023)]
    public required int Pin { get; init; }

    [Description("time from one edge to the next in ms; less than half of dropOutMs")]
    [Range(5, 249)]
    public int ToggleMs { get; set; } = 100;

    [Description("without edges the contactors' supply falls within this time, in ms: a property of the circuit")]
    [Range(20, 500)]
    public int DropOutMs { get; set; } = 500;
}
