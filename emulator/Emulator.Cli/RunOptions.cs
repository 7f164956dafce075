using System.Net;
using ChargerFirmware.Central.Adapters;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Listening;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Emulator.Cli;

/// <summary>What <c>emulator run</c> was asked for.</summary>
/// <param name="RemoteCsms">Somebody else's central system; null for the one on the bench.</param>
/// <param name="Store">The folder of the station's store; null for the station's own below the user's data.</param>
/// <param name="Seed">Null: chance comes from the machine.</param>
/// <param name="CentralSystem">Where the central system on the bench listens, and for whom.</param>
/// <param name="Api">Where the HTTP interface listens.</param>
/// <param name="Access">Who may ask there.</param>
internal sealed record RunOptions(
    string Board,
    CentralSystemAddress? RemoteCsms,
    string StationId,
    CsmsServerOptions CentralSystem,
    IPEndPoint Api,
    AccessRule Access,
    bool Headless,
    ulong? Seed,
    LogLevel LogLevel,
    bool JsonLogs,
    string? Store)
{
    /// <summary>No session drives itself when the program starts.</summary>
    public bool NoFirstSession { get; init; }

    /// <summary>The least time between two lines about a connector's meter on the console; null: no such lines.</summary>
    public TimeSpan? MeterLineInterval { get; init; }

    /// <summary>The collector that metrics are sent to; null for none, or for the one the environment names.</summary>
    public Uri? Otlp { get; init; }

    /// <inheritdoc cref="Bench.WorkbenchOptions.LenientCalls"/>
    public bool LenientCalls { get; init; }

    /// <summary>Nobody has asked for the port of the central system: where it is taken, the station dials it.</summary>
    public bool HasDefaultCsmsPort { get; init; }

    /// <summary>Nobody has asked for the port of the HTTP interface: where it is taken, the next one will do.</summary>
    public bool HasDefaultApi { get; init; }

    /// <summary>The MQTT broker to publish to; null: none.</summary>
    public MqttSettings? Mqtt { get; init; }
}
