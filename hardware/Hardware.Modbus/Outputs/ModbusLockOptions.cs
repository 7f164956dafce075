using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Modbus.Outputs;

/// <summary>A cable lock that an output of an input/output board commands: on is locked, off is unlocked.</summary>
public sealed record ModbusLockOptions : ModbusOutputOptions, IDriverOptions<ModbusLockOptions>
{
    public static string Driver => "modbus-lock";

    public static string Bus => BusKind.Modbus;

    public static JsonTypeInfo<ModbusLockOptions> Json => OutputJson.Default.ModbusLockOptions;

    [Range(200, 20000)]
    [Description("within what time the bolt must have arrived, before it counts as jammed")]
    public int MoveTimeoutMs { get; init; } = 3000;

    [Range(0, 5000)]
    [Description("what the bolt takes from one end to the other: so long after its switch has opened, the plug is free")]
    public int TravelMs { get; init; } = 600;
}
