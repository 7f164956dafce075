using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Bench.Standalone;

/// <summary>What a station alone in its process is made of.</summary>
public sealed record StandaloneStationOptions
{
    /// <summary>The board that another process emulates.</summary>
    public required BoardFile Board { get; init; }

    /// <summary>The socket of that board.</summary>
    public required string Physics { get; init; }

    public required CentralSystemAddress Csms { get; init; }

    /// <summary>What the station calls itself.</summary>
    public required string StationId { get; init; }

    public required IStationStore Store { get; init; }

    public required ILoggerFactory Logging { get; init; }

    /// <summary>The MQTT broker that telemetry is published to; null for none.</summary>
    public MqttSettings? Mqtt { get; init; }

    /// <summary>What the station's configuration key LenientCalls says until the central system has set it.</summary>
    public bool LenientCalls { get; init; }
}
