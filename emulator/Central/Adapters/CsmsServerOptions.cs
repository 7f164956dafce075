using System.Net;
using System.Security.Cryptography.X509Certificates;
using ChargerFirmware.Listening;

namespace ChargerFirmware.Central.Adapters;

/// <summary>Where and for whom a central system listens.</summary>
public sealed record CsmsServerOptions
{
    /// <summary>Where it listens; loopback unless somebody has said who may come in.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port there; 0 for any free one.</summary>
    public int Port { get; init; } = 9000;

    /// <summary>With its private key: stations come over TLS then (<c>wss</c>), and in no other way. Null for plain WebSockets.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The folder below which stations connect, such as <c>/ocpp/site-7</c>; null for any, however deep.</summary>
    public string? Folder { get; init; }

    /// <summary>By which names it may be called, and from which pages. Stations bring passwords, no key.</summary>
    public AccessRule Access { get; init; } = AccessRule.Usual;

    /// <summary>The stations that may come; null for all.</summary>
    public IReadOnlySet<string>? Ids { get; init; }

    /// <summary>
    /// Passwords of HTTP basic authentication by identity; null where none is asked for. A station that is not in it is not let in.
    /// Read on the pool: whoever changes passwords while the server runs hands over a concurrent dictionary.
    /// </summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? Passwords { get; init; }

    /// <summary>Takes a station that offers no subprotocol at all for one of OCPP 1.6; there are such. It is a violation all the same.</summary>
    public bool AssumesSubprotocol { get; init; }

    /// <summary>Connections at once; one more takes the place of one that has asked for nothing yet, never of a station.</summary>
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
