using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Ocpp16.Mapping;

/// <summary>Why a transaction ended (OCPP 1.6, 7.36).</summary>
public static class StopReasons
{
    public static Reason Write(StopReason reason) => reason switch
    {
        StopReason.EmergencyStop => Reason.EmergencyStop,
        StopReason.EVDisconnected => Reason.EVDisconnected,
        StopReason.HardReset => Reason.HardReset,
        StopReason.Local => Reason.Local,
        StopReason.Other => Reason.Other,
        StopReason.PowerLoss => Reason.PowerLoss,
        StopReason.Reboot => Reason.Reboot,
        StopReason.Remote => Reason.Remote,
        StopReason.SoftReset => Reason.SoftReset,
        StopReason.UnlockCommand => Reason.UnlockCommand,
        StopReason.DeAuthorized => Reason.DeAuthorized,
    };
}
