using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Modbus.Controllers;

/// <summary>A DC charge controller on a Modbus line.</summary>
public sealed record ModbusDcControllerOptions : IDriverOptions<ModbusDcControllerOptions>, IPolledOptions
{
    public static string Driver => "modbus-dc-controller";

    public static string Bus => BusKind.Modbus;

    public static JsonTypeInfo<ModbusDcControllerOptions> Json => ControllerJson.Default.ModbusDcControllerOptions;

    [Range(0, 255)]
    [Description("the controller's address on the line")]
    public required int Unit { get; init; }

    [Description("its register map: the name of a file in hardware/controllers, without .json")]
    public string Map { get; init; } = "chargerfirmware-dc";

    [Range(50, 5000)]
    [Description("time from one poll to the next")]
    public int PollMs { get; init; } = 250;

    [Range(20, 5000)]
    [Description("time from one poll to the next while energy is offered: it decides how soon a pulled cable opens the contactor")]
    public int ActivePollMs { get; init; } = 50;

    [Range(500, 60000)]
    [Description("how long the controller may be silent before it counts as lost")]
    public int GraceMs { get; init; } = 2000;
}
