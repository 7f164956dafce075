using ChargerFirmware.Station;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Faults;

namespace ChargerFirmware.Telemetry.Mqtt.Pictures;

/// <summary>A connector's status and what it comes with. Until somebody has looked at the plug there is none.</summary>
internal sealed record ConnectorState(
    ConnectorStatus? Status, ErrorCode? ErrorCode, string? VendorErrorCode, string? Info, IReadOnlyList<string> Faults, bool Operative,
    bool Plugged, DateTimeOffset? Since)
{
    public static ConnectorState Of(Connector connector, StationClock clock)
    {
        var report = connector.LastReport;
        return new ConnectorState(
            report?.Status, report?.ErrorCode, report?.VendorErrorCode, report?.Info, [.. connector.Causes.Active.Select(cause => cause.Name)],
            connector.Operative, connector.IsPlugged, report is null ? null : clock.At(report.Since));
    }
}
