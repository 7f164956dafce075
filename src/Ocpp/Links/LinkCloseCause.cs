namespace ChargerFirmware.Ocpp.Links;

/// <summary>Who or what ended a link.</summary>
public enum LinkCloseCause
{
    /// <summary>This side closed it.</summary>
    ByUs,

    /// <summary>The other side closed it in order.</summary>
    ByPeer,

    /// <summary>It broke: the network failed, or its pings were not answered.</summary>
    Lost,
}
