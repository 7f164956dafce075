namespace ChargerFirmware.Network;

/// <summary>What the line between a station and its central system does with what is put on it.</summary>
public enum LineState
{
    /// <summary>It carries.</summary>
    Up,

    /// <summary>It is cut, both ends know, and nobody answers a new connection.</summary>
    Cut,

    /// <summary>It carries nothing and neither end learns, as when a router on the way has forgotten the connection.</summary>
    HalfOpen,

    /// <summary>It holds everything back and will carry it later.</summary>
    Stalled,

    /// <summary>It carries for those who are connected, and nobody else can connect.</summary>
    Refusing,
}
