namespace ChargerFirmware.Station.Faults;

public enum CauseScope
{
    Connector,

    /// <summary>All connectors, and connector 0 reports it.</summary>
    Station,
}
