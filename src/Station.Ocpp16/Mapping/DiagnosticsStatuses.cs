using ChargerFirmware.Ocpp16.Types;
using StationDiagnosticsStatus = ChargerFirmware.Station.Maintenance.DiagnosticsStatus;

namespace ChargerFirmware.Station.Ocpp16.Mapping;

/// <summary>How far an upload is, in DiagnosticsStatusNotification (OCPP 1.6, 7.24).</summary>
public static class DiagnosticsStatuses
{
    public static DiagnosticsStatus Write(StationDiagnosticsStatus status) => status switch
    {
        StationDiagnosticsStatus.Idle => DiagnosticsStatus.Idle,
        StationDiagnosticsStatus.Uploading => DiagnosticsStatus.Uploading,
        StationDiagnosticsStatus.Uploaded => DiagnosticsStatus.Uploaded,
        StationDiagnosticsStatus.UploadFailed => DiagnosticsStatus.UploadFailed,
    };
}
