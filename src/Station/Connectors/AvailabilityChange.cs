namespace ChargerFirmware.Station.Connectors;

/// <summary>What came of a change of availability (OCPP 1.6, 5.2).</summary>
public enum AvailabilityChange
{
    Accepted,

    /// <summary>It takes effect when the running transaction has ended.</summary>
    Scheduled,

    Rejected,
}
