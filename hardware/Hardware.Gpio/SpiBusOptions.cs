using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>One chip-select of an SPI controller.</summary>
public sealed record SpiBusOptions : IDriverOptions<SpiBusOptions>
{
    public static string Driver => "spi";

    public static string Bus => BusKind.Spi;

    public static JsonTypeInfo<SpiBusOptions> Json => SpiJson.Default.SpiBusOptions;

    [Description("number of the controller, the first one in /dev/spidev0.1")]
    [Range(0, 255)]
    [JsonPropertyName("bus")]
    public required int Controller { get; init; }

    [Description("chip-select line, the second number in /dev/spidev0.1")]
    [Range(0, 255)]
    public required int ChipSelect { get; init; }

    [Description("clock in Hz; long wires want a slow one")]
    [Range(10_000, 10_000_000)]
    public int ClockHz { get; set; } = 5_000_000;
}
