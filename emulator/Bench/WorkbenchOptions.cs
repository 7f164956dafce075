using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Network;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Telemetry.Mqtt.Connection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Bench;

/// <summary>What a workbench is made of.</summary>
public sealed record WorkbenchOptions
{
    public required Loop Loop { get; init; }

    /// <summary>
    /// The loop of the central system on the bench. Null for one inside <see cref="Loop"/>, as virtual time needs it; in real time each has
    /// a thread of its own.
    /// </summary>
    public Loop? CentralSystemLoop { get; init; }

    /// <summary>The board that is emulated.</summary>
    public required BoardFile Board { get; init; }

    /// <summary>One seed is one run.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What the station calls itself.</summary>
    public string StationId { get; init; } = "EMU-0001";

    /// <summary>The way to somebody else's central system; null for the one on the bench.</summary>
    public ILinkDialer? Dialer { get; init; }

    /// <summary>The line to somebody else's central system, where <see cref="Dialer"/> goes over one that can be disturbed.</summary>
    public ILine? Line { get; init; }

    /// <summary>The way to real servers of files; null for those on the bench.</summary>
    public IFileTransfer? FileTransfer { get; init; }

    /// <summary>Who changes the station's firmware; null for the emulated slots.</summary>
    public IFirmwareInstaller? Installer { get; init; }

    /// <summary>What the station's configuration key LenientCalls says until the central system has set it.</summary>
    public bool LenientCalls { get; init; }

    /// <summary>The MQTT broker to which the station publishes; null: none.</summary>
    public MqttSettings? Mqtt { get; init; }

    /// <summary>The way to that broker; null for the network.</summary>
    public Func<Loop, MqttSettings, string, IBroker>? Broker { get; init; }

    public IStationStore Store { get; init; } = new MemoryStore();

    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    public string FirmwareVersion { get; init; } = "0.1.0";
}
