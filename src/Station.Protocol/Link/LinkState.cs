namespace ChargerFirmware.Station.Protocol.Link;

/// <summary>Where a station stands with its central system.</summary>
public enum LinkState
{
    /// <summary>No link; the next attempt waits for its time.</summary>
    Disconnected,

    /// <summary>An attempt is under way.</summary>
    Dialling,

    /// <summary>Linked; BootNotification is sent and not answered, or waits to be sent again.</summary>
    Booting,

    /// <summary>Linked; the central system wants to configure us first (OCPP 1.6, 4.2.1).</summary>
    Pending,

    /// <summary>Linked; the central system does not want us now. Nothing is sent and nothing answered.</summary>
    Rejected,

    /// <summary>Linked and accepted.</summary>
    Operational,
}
