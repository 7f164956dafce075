namespace ChargerFirmware.Station.Statuses;

/// <summary>The statuses of a connector, OCPP 1.6 section 4.9, in the order of its transition table.</summary>
public enum ConnectorStatus
{
    Available,
    Preparing,
    Charging,
    SuspendedEV,
    SuspendedEVSE,
    Finishing,
    Reserved,
    Unavailable,
    Faulted,
}
