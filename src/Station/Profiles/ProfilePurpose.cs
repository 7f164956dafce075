namespace ChargerFirmware.Station.Profiles;

/// <summary>What a charging profile limits (OCPP 1.6, 7.10).</summary>
public enum ProfilePurpose
{
    /// <summary>All connectors of the station together, at its supply.</summary>
    ChargePointMaxProfile,

    /// <summary>Every transaction that has no profile of its own.</summary>
    TxDefaultProfile,

    /// <summary>One transaction.</summary>
    TxProfile,
}
