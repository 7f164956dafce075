namespace ChargerFirmware.Central.Records;

/// <summary>What a station hears about an id token.</summary>
public enum TokenStatus
{
    Accepted,
    Blocked,
    Expired,
    Invalid,

    /// <summary>It charges elsewhere: what the start of a session hears; before one it is accepted (OCPP 1.6, 7.2).</summary>
    ConcurrentTx,
}
