namespace ChargerFirmware.Station.Profiles;

/// <summary>What a limit is given in (OCPP 1.6, 7.12).</summary>
public enum ChargingRateUnit
{
    /// <summary>Amperes a phase.</summary>
    A,

    /// <summary>Watts of all phases together.</summary>
    W,
}
