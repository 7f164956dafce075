using ChargerFirmware.Station;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Faults;

namespace ChargerFirmware.Telemetry.Mqtt.Pictures;

/// <summary>The station as connector 0.</summary>
internal sealed record StationStatus(
    ConnectorStatus? Status, ErrorCode? ErrorCode, string? VendorErrorCode, IReadOnlyList<string> Faults, bool Operative, DateTimeOffset? Since)
{
    public static StationStatus Of(ChargingStation station)
    {
        var report = station.LastReport;
        return new StationStatus(
            report?.Status, report?.ErrorCode, report?.VendorErrorCode, [.. station.Causes.Active.Select(cause => cause.Name)],
            station.Operative, report is null ? null : station.Clock.At(report.Since));
    }
}
