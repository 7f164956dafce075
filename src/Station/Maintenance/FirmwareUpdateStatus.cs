namespace ChargerFirmware.Station.Maintenance;

/// <summary>How far an update is, in the words of OCPP 1.6, 7.25.</summary>
public enum FirmwareUpdateStatus
{
    /// <summary>Nothing is done now; an update that waits for its date counts as nothing. Reported only on request.</summary>
    Idle,
    Downloading,
    Downloaded,
    DownloadFailed,
    Installing,
    Installed,
    InstallationFailed,
}
