using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using ChargerFirmware.Hardware.Modbus.Maps;

namespace ChargerFirmware.Hardware.Modbus.Controllers;

/// <summary>The head of a DC controller's map file. hardware/controllers/README.md describes the whole format.</summary>
internal sealed record DcControllerFile
{
    public required string Manufacturer { get; init; }

    public required string Model { get; init; }

    [Description("where the facts come from")]
    public required string Source { get; init; }

    [Range(3, 4)]
    [Description("the function that reads the status registers")]
    public required int Function { get; init; }

    public WordOrder WordOrder { get; init; } = WordOrder.HighFirst;

    [Range(0, 4294967295.0)]
    [Description("what the identity register holds when it is such a controller")]
    public required double Identity { get; init; }

    [Range(200, 60000)]
    [Description("the controller withdraws its permission when the heartbeat has stood still for this long")]
    public required int HeartbeatTimeoutMs { get; init; }

    public required JsonElement Blocks { get; init; }

    public required JsonElement Status { get; init; }

    [Description("codes of the pilot register by state: A to F")]
    public required JsonElement PilotCodes { get; init; }

    [Description("codes of the phase register by phase")]
    public required JsonElement PhaseCodes { get; init; }

    public required JsonElement Command { get; init; }
}
