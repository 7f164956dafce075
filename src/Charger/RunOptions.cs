using System.Net;
using ChargerFirmware.Composition.CommandLine;
using ChargerFirmware.Listening;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Charger;

/// <summary>What <c>charger run</c> was asked for.</summary>
/// <param name="Store">The folder of the station's store; null for the station's own below the state or the user's data folder.</param>
/// <param name="Csms">The central system's address and the credentials for it.</param>
/// <param name="FirmwareInstaller">The program that installs firmware; null where there is none.</param>
/// <param name="FirmwareFolder">Where images are collected.</param>
internal sealed record RunOptions(
    string Board, CentralSystemAddress Csms, string StationId, LogLevel LogLevel, bool JsonLogs, string? Store,
    string? FirmwareInstaller, string FirmwareFolder)
{
    /// <summary>Where metrics and health are served; null for nowhere.</summary>
    public IPEndPoint? Http { get; init; }

    /// <summary>Who may ask there.</summary>
    public AccessRule Access { get; init; } = AccessRule.Usual;

    /// <summary>The collector that metrics are sent to; null for none, or for the one the environment names.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>Whether files may go to and come from this machine itself and its link.</summary>
    public bool AllowLocalTransfers { get; init; }

    /// <inheritdoc cref="Composition.CompositionOptions.LenientCalls"/>
    public bool LenientCalls { get; init; }

    /// <summary>The MQTT broker to publish to; null: none.</summary>
    public MqttSettings? Mqtt { get; init; }
}
