using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ChargerFirmware.Hardware.Modbus.Maps;

/// <summary>A block as a map file writes it.</summary>
internal sealed record BlockFile
{
    [Range(0, 65535)]
    [Description("first register")]
    public required int Address { get; init; }

    [Range(1, 125)]
    [Description("registers read in one go")]
    public required int Count { get; init; }

    [Range(3, 4)]
    [Description("the function that reads it, where it is not the file's")]
    public int? Function { get; init; }
}
