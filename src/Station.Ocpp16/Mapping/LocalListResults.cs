using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Authorization;

namespace ChargerFirmware.Station.Ocpp16.Mapping;

/// <summary>What SendLocalList is answered (OCPP 1.6, 7.47).</summary>
public static class LocalListResults
{
    public static UpdateStatus Write(LocalListResult result) => result switch
    {
        LocalListResult.Accepted => UpdateStatus.Accepted,
        LocalListResult.Failed => UpdateStatus.Failed,
        LocalListResult.NotSupported => UpdateStatus.NotSupported,
        LocalListResult.VersionMismatch => UpdateStatus.VersionMismatch,
    };
}
