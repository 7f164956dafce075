using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Modbus.Controllers;

/// <summary>A SimpleEVSE, EVSE-WB or EVSE-DIN control-pilot controller.</summary>
public record SimpleEvseOptions : IDriverOptions<SimpleEvseOptions>, IPolledOptions
{
    public static string Driver => "simple-evse";

    public static string Bus => BusKind.Modbus;

    public static JsonTypeInfo<SimpleEvseOptions> Json => ControllerJson.Default.SimpleEvseOptions;

    [Range(0, 255)]
    [Description("the controller's address on the line")]
    public int Unit { get; init; } = 1;

    [Range(100, 10000)]
    [Description("time from one poll to the next")]
    public int PollMs { get; init; } = 500;

    [Range(50, 5000)]
    [Description("time from one poll to the next while energy is offered: it decides how soon a pulled cable opens the contactor")]
    public int ActivePollMs { get; init; } = 100;

    [Range(500, 60000)]
    [Description("how long the controller may be silent before it counts as lost")]
    public int GraceMs { get; init; } = 3000;

    [Range(6, 80)]
    [Description("the most current the controller may offer the vehicle, in A")]
    public int MaxCurrentA { get; init; } = 32;

    [Range(1, 3)]
    [Description("phases, to turn a limit in W into one in A")]
    public int Phases { get; init; } = 3;

    [Description("true for a socket: the cable's resistor is read, and a cable without a vehicle is reported")]
    public bool Proximity { get; init; }

    [Description("true where the site is ventilated and a vehicle that asks for it (state D) may charge")]
    public bool Ventilated { get; init; }
}
