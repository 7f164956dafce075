using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>A signalling contact: emergency stop, door, residual-current trip.</summary>
public sealed record GpioContactOptions : IDriverOptions<GpioContactOptions>
{
    public static string Driver => "gpio-contact";

    public static string Bus => BusKind.Gpio;

    public static JsonTypeInfo<GpioContactOptions> Json => GpioJson.Default.GpioContactOptions;

    [Description("pin of the contact")]
    [Range(0, 1023)]
    public required int Pin { get; init; }

    [Description("true: the contact opens when its condition comes, so that a broken wire looks like the condition")]
    public bool NormallyClosed { get; set; }

    [Description("up or none: the contact switches the pin to ground; down: to the supply")]
    public PinPull Pull { get; set; } = PinPull.Up;

    [Description("how long the condition must be gone before it counts as gone, in ms; its coming counts at once")]
    [Range(0, 1000)]
    public int DebounceMs { get; set; } = 20;
}
