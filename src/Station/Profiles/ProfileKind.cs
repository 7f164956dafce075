namespace ChargerFirmware.Station.Profiles;

/// <summary>What the time of a charging profile counts from (OCPP 1.6, 7.9).</summary>
public enum ProfileKind
{
    Absolute,

    Recurring,

    /// <summary>From the start of the transaction.</summary>
    Relative,
}
