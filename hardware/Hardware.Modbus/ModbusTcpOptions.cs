using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus;

/// <summary>A Modbus TCP device, or a gateway to several.</summary>
public sealed record ModbusTcpOptions : IDriverOptions<ModbusTcpOptions>
{
    public static string Driver => "modbus-tcp";

    public static string Bus => BusKind.Modbus;

    public static JsonTypeInfo<ModbusTcpOptions> Json => BusJson.Default.ModbusTcpOptions;

    [Description("name or address of the device")]
    public required string Host { get; init; }

    [Range(1, 65535)]
    [Description("TCP port")]
    public int Port { get; init; } = 502;

    [Range(20, 5000)]
    [Description("how long the device may take to answer or to accept a connection")]
    public int TimeoutMs { get; init; } = 500;

    [Range(0, 5)]
    [Description("how often a request is repeated when no usable answer comes")]
    public int Retries { get; init; } = 2;

    /// <summary>The master for a connection to the device, or for its emulation.</summary>
    public ModbusMaster CreateMaster(TimeProvider time, IByteLine line) =>
        new TcpMaster(time, line, TimeSpan.FromMilliseconds(TimeoutMs));
}
