using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Connectors;

namespace ChargerFirmware.Station.Ocpp16.Mapping;

/// <summary>What UnlockConnector is answered (OCPP 1.6, 7.46).</summary>
public static class UnlockResults
{
    public static UnlockStatus Write(UnlockResult result) => result switch
    {
        UnlockResult.Unlocked => UnlockStatus.Unlocked,
        UnlockResult.UnlockFailed => UnlockStatus.UnlockFailed,
        UnlockResult.NotSupported => UnlockStatus.NotSupported,
    };
}
