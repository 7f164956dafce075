using ChargerFirmware.EventLoop;
using ChargerFirmware.Station;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Telemetry.Frames;
using ChargerFirmware.Telemetry.Metrics;

namespace ChargerFirmware.Telemetry;

/// <summary>What telemetry looks at. All of it is used on the loop only.</summary>
public sealed record TelemetrySources
{
    public required Loop Loop { get; init; }

    public required ChargingStation Station { get; init; }

    public required IBackend Backend { get; init; }

    public required WatchedStore Store { get; init; }

    public required StationLabel Label { get; init; }

    /// <summary>What is counted on the way to the central system; null where it is not counted.</summary>
    public IBackendTraffic? Traffic { get; init; }

    /// <summary>What is counted on the buses to the devices; null where it is not counted.</summary>
    public IBusTraffic? Buses { get; init; }

    /// <summary>The frames of late; null where they are not kept.</summary>
    public IRecentFrames? Frames { get; init; }
}
