namespace ChargerFirmware.Station.Faults;

public enum FaultScope
{
    OneConnector,

    /// <summary>All connectors, and connector 0 reports it.</summary>
    WholeStation,
}
