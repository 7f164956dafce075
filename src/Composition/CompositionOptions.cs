using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Telemetry.Mqtt.Connection;
using ChargerFirmware.Telemetry.Mqtt.Adapters;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Composition;

/// <summary>What a station needs besides its board and its buses.</summary>
public sealed record CompositionOptions
{
    public required Loop Loop { get; init; }

    /// <summary>The machine's clock; the loop's own unless it is another one.</summary>
    public TimeProvider? MachineClock { get; init; }

    /// <summary>Chance, of which each station and each of its starts gets its own.</summary>
    public required RandomSource RandomSource { get; init; }

    /// <summary>A restart has just ended this station's link: the first dial waits for the back-off, as after any other end.</summary>
    public bool IsRestart { get; init; }

    public required IStationStore Store { get; init; }

    /// <summary>The way to the central system; its identity is the dialer's business.</summary>
    public required ILinkDialer Dialer { get; init; }

    public required ILoggerFactory Logging { get; init; }

    /// <summary>What operators know the station by: its identity at the central system.</summary>
    public required string StationId { get; init; }

    /// <summary>What BootNotification says of the software.</summary>
    public required string FirmwareVersion { get; init; }

    /// <summary>What the configuration key LenientCalls says until the central system has set it.</summary>
    public bool LenientCalls { get; init; }

    /// <summary>The MQTT broker to which the station publishes its state; null: none.</summary>
    public MqttSettings? Mqtt { get; init; }

    /// <summary>The way to that broker, for a station of the given name.</summary>
    public Func<Loop, MqttSettings, string, IBroker> Broker { get; init; } =
        static (loop, settings, stationId) => new MqttNetBroker(loop, settings, $"charger-{stationId}");

    /// <summary>The way to servers of files, for firmware and diagnostics.</summary>
    public IFileTransfer FileTransfer { get; init; } = new NoFileTransfer();

    /// <summary>Who changes the program this station runs.</summary>
    public IFirmwareInstaller Installer { get; init; } = new NoInstaller();

    /// <summary>
    /// What else stands where a reader is, by the reader's name: a terminal beside it, behind the same contract. Returns the
    /// reader itself where there is nothing.
    /// </summary>
    public Func<string, IRfidReader, IRfidReader> WrapReader { get; init; } = static (_, reader) => reader;
}
