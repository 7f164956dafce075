namespace ChargerFirmware.Station.Protocol.Link;

/// <summary>Whether a central system wants this station.</summary>
public enum BootStatus
{
    Accepted,

    /// <summary>It wants to configure the station first.</summary>
    Pending,

    /// <summary>Not now.</summary>
    Rejected,
}
