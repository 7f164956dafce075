namespace ChargerFirmware.Ocpp.Links;

/// <summary>Why a connection was not made.</summary>
public enum LinkRefusal
{
    /// <summary>Nothing answers at that address: name, route or port.</summary>
    Unreachable,

    /// <summary>The connection took too long.</summary>
    TimedOut,

    /// <summary>The server answered the upgrade with another HTTP status, such as 401 or 404.</summary>
    HttpStatus,

    /// <summary>The server agreed to none of the subprotocols offered.</summary>
    NoSubprotocol,

    /// <summary>The TLS handshake failed or the certificate is not trusted.</summary>
    Tls,
}
