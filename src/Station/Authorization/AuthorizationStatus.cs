namespace ChargerFirmware.Station.Authorization;

/// <summary>OCPP 1.6 section 7.2.</summary>
public enum AuthorizationStatus
{
    Accepted,
    Blocked,
    Expired,
    Invalid,
    ConcurrentTx,
}
