namespace ChargerFirmware.CentralSystem.Doors;

/// <summary>Where and for whom a central system listens.</summary>
public sealed record CsmsServerOptions
{
    /// <summary>The port on 127.0.0.1; 0 for any free one.</summary>
    public int Port { get; init; } = 9000;

    /// <summary>
    /// Passwords of HTTP basic authentication by identity; null where none is asked for. A station that is not in it is not let in.
    /// Read on the pool: whoever changes passwords while the server runs hands over a concurrent dictionary.
    /// </summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? Passwords { get; init; }

    /// <summary>Takes a station that offers no subprotocol at all for one of OCPP 1.6; there are such. It is a violation all the same.</summary>
    public bool AssumesSubprotocol { get; init; }

    /// <summary>Connections at once, whatever becomes of them; more are closed as they come.</summary>
    public int MaxConnections { get; init; } = 1_200;

    /// <summary>How long somebody may take to ask for something.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often stations are pinged; zero for never, because pinging is the station's business.</summary>
    public TimeSpan PingInterval { get; init; }

    /// <summary>How long the answer to a ping may take before the link counts as lost.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long all links together may take to close when the server ends.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
