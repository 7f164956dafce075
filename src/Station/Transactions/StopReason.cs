namespace ChargerFirmware.Station.Transactions;

/// <summary>Why a transaction ended, OCPP 1.6 section 7.38.</summary>
public enum StopReason
{
    EmergencyStop,
    EVDisconnected,
    HardReset,
    Local,
    Other,
    PowerLoss,
    Reboot,
    Remote,
    SoftReset,
    UnlockCommand,
    DeAuthorized,
}
