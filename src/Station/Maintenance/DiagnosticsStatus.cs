namespace ChargerFirmware.Station.Maintenance;

/// <summary>How far an upload of diagnostics is, in the words of OCPP 1.6, 7.24.</summary>
public enum DiagnosticsStatus
{
    /// <summary>Reported only on request.</summary>
    Idle,
    Uploading,
    Uploaded,
    UploadFailed,
}
