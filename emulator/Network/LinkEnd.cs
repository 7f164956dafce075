namespace ChargerFirmware.Network;

/// <summary>One of the two ends of a link.</summary>
public enum LinkEnd
{
    Station,
    CentralSystem,
}
