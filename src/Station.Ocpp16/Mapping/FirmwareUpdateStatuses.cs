using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Station.Ocpp16.Mapping;

/// <summary>How far an update is, in FirmwareStatusNotification (OCPP 1.6, 7.25).</summary>
public static class FirmwareUpdateStatuses
{
    public static FirmwareStatus Write(FirmwareUpdateStatus status) => status switch
    {
        FirmwareUpdateStatus.Idle => FirmwareStatus.Idle,
        FirmwareUpdateStatus.Downloading => FirmwareStatus.Downloading,
        FirmwareUpdateStatus.Downloaded => FirmwareStatus.Downloaded,
        FirmwareUpdateStatus.DownloadFailed => FirmwareStatus.DownloadFailed,
        FirmwareUpdateStatus.Installing => FirmwareStatus.Installing,
        FirmwareUpdateStatus.Installed => FirmwareStatus.Installed,
        FirmwareUpdateStatus.InstallationFailed => FirmwareStatus.InstallationFailed,
    };
}
