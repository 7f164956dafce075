using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Modbus.Controllers;

/// <summary>A SimpleEVSE class controller whose own relay switches the contactor: controller and contactor of a connector at once.</summary>
public sealed record SimpleEvseRelayOptions : SimpleEvseOptions, IDriverOptions<SimpleEvseRelayOptions>
{
    public static new string Driver => "simple-evse-relay";

    public static new string Bus => BusKind.Modbus;

    public static new JsonTypeInfo<SimpleEvseRelayOptions> Json => ControllerJson.Default.SimpleEvseRelayOptions;

    [Range(500, 10000)]
    [Description("within what time its relay must have closed under PWM and state C: longer than a write and a poll")]
    public int CloseTimeoutMs { get; init; } = 2000;

    [Range(500, 10000)]
    [Description("within what time its relay must have opened: longer than a write and a poll")]
    public int OpenTimeoutMs { get; init; } = 2000;
}
