using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>The digital lines of one GPIO chip.</summary>
public sealed record GpioBusOptions : IDriverOptions<GpioBusOptions>
{
    public static string Driver => "gpio";

    public static string Bus => BusKind.Gpio;

    public static JsonTypeInfo<GpioBusOptions> Json => GpioJson.Default.GpioBusOptions;

    [Description("number of the chip, as in /dev/gpiochip0; without it the processor's own pins")]
    [Range(0, 255)]
    public int? Chip { get; set; }

    [Description("label of the chip, as gpiodetect shows it in brackets, instead of its number, which depends on the order in which chips are found")]
    public string? Label { get; set; }
}
