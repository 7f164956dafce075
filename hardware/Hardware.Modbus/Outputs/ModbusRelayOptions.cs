using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Modbus.Outputs;

/// <summary>A contactor whose coil hangs on a relay board, with its mirror contact on an input of the same board.</summary>
public sealed record ModbusRelayOptions : ModbusOutputOptions, IDriverOptions<ModbusRelayOptions>
{
    public static string Driver => "modbus-relay";

    public static string Bus => BusKind.Modbus;

    public static JsonTypeInfo<ModbusRelayOptions> Json => OutputJson.Default.ModbusRelayOptions;

    [Range(100, 10000)]
    [Description("within what time it must have closed: longer than a write and a poll")]
    public int CloseTimeoutMs { get; init; } = 1000;

    [Range(100, 10000)]
    [Description("within what time it must have opened: longer than a write and a poll")]
    public int OpenTimeoutMs { get; init; } = 1000;

    [Range(200, 60000)]
    [Description("after so long without a write the board releases its outputs by itself (set it there, too); without it a lost line opens nothing")]
    public int? TimeoutMs { get; init; }
}
