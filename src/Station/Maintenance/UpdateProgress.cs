namespace ChargerFirmware.Station.Maintenance;

/// <summary>The status that each state of an update is reported as.</summary>
internal static class UpdateProgress
{
    public static FirmwareUpdateStatus StatusOf(FirmwareUpdateState state) => state switch
    {
        FirmwareUpdateState.Downloading or FirmwareUpdateState.Retrying => FirmwareUpdateStatus.Downloading,
        FirmwareUpdateState.Downloaded => FirmwareUpdateStatus.Downloaded,
        FirmwareUpdateState.DownloadFailed => FirmwareUpdateStatus.DownloadFailed,
        FirmwareUpdateState.Installing or FirmwareUpdateState.Restarting or FirmwareUpdateState.OnTrial or FirmwareUpdateState.RollingBack =>
            FirmwareUpdateStatus.Installing,
        FirmwareUpdateState.Installed => FirmwareUpdateStatus.Installed,
        FirmwareUpdateState.InstallationFailed => FirmwareUpdateStatus.InstallationFailed,
        _ => FirmwareUpdateStatus.Idle,
    };
}
