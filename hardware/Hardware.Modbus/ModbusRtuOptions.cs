using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Hardware.Modbus;

/// <summary>A Modbus line over RS-485.</summary>
public sealed record ModbusRtuOptions : IDriverOptions<ModbusRtuOptions>
{
    public static string Driver => "modbus-rtu";

    public static string Bus => BusKind.Modbus;

    public static JsonTypeInfo<ModbusRtuOptions> Json => BusJson.Default.ModbusRtuOptions;

    [Description("the serial port, /dev/ttyUSB0")]
    public required string Port { get; init; }

    [Range(1200, 115200)]
    [Description("bits a second")]
    public int BaudRate { get; init; } = 9600;

    [Description("none, even or odd")]
    public SerialParity Parity { get; init; } = SerialParity.None;

    [Range(1, 2)]
    [Description("stop bits")]
    public int StopBits { get; init; } = 1;

    [Range(20, 5000)]
    [Description("how long a device may take to answer; a request that takes energy away may have to wait that long")]
    public int TimeoutMs { get; init; } = 300;

    [Range(0, 5)]
    [Description("how often a request is repeated when no usable answer comes")]
    public int Retries { get; init; } = 2;

    [Range(0, 1000)]
    [Description("silence between two requests; never less than 3.5 characters, 200 for EVSE-DIN class controllers")]
    public int GapMs { get; init; }

    [Description("true for an adapter that hears its own transmission")]
    public bool Echo { get; init; }

    [Description("true when the kernel is to switch the transceiver's direction by RTS")]
    public bool Rs485 { get; init; }

    /// <summary>How the port is opened.</summary>
    [JsonIgnore]
    public SerialSettings Serial => new(Port, BaudRate, Parity, StopBits, Rs485);

    /// <summary>The master for a line opened by <see cref="Serial"/>, or for its emulation.</summary>
    public ModbusMaster CreateMaster(TimeProvider time, IByteLine line) =>
        new RtuMaster(time, line, BaudRate, TimeSpan.FromMilliseconds(TimeoutMs), TimeSpan.FromMilliseconds(GapMs), Echo);
}
