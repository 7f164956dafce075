using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>How far a firmware update is; Idle only when asked for (OCPP 1.6, 7.25).</summary>
[JsonConverter(typeof(SpecEnum<FirmwareStatus>))]
public enum FirmwareStatus
{
    Downloaded,
    DownloadFailed,
    Downloading,
    Idle,
    InstallationFailed,
    Installing,
    Installed,
}
