using ChargerFirmware.EventLoop;
using ChargerFirmware.Station;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Telemetry;

/// <summary>What telemetry looks at. All of it is used on the loop only.</summary>
public sealed record TelemetrySources
{
    public required Loop Loop { get; init; }

    public required ChargingStation Station { get; init; }

    public required IBackend Backend { get; init; }

    public required WatchedStore Store { get; init; }

    public required StationLabel Label { get; init; }
}
