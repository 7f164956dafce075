using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using ChargerFirmware.Hardware.Modbus.Maps;

namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>The head of a meter's map file. hardware/meters/README.md describes the whole format.</summary>
internal sealed record MeterFile
{
    public required string Manufacturer { get; init; }

    public required string Model { get; init; }

    [Description("where the facts come from")]
    public required string Source { get; init; }

    [Range(3, 4)]
    [Description("the function that reads the registers")]
    public required int Function { get; init; }

    public WordOrder WordOrder { get; init; } = WordOrder.HighFirst;

    public required JsonElement Blocks { get; init; }

    public required JsonElement Quantities { get; init; }

    [Description("two literal exchanges that prove the map")]
    public required JsonElement Frames { get; init; }
}
