namespace ChargerFirmware.Ocpp.Links;

/// <summary>What a station may change from one connection to the next.</summary>
public sealed record DialOptions
{
    /// <summary>Subprotocols in order of preference.</summary>
    public required IReadOnlyList<string> Subprotocols { get; init; }

    /// <summary>How often the link is probed by a ping; zero for never.</summary>
    public TimeSpan PingInterval { get; init; }

    /// <summary>How long the answer to a ping may take before the link counts as lost.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The password for HTTP basic authentication, sent with the first request; null for none. The user is the station's identity.
    /// A secret: it is never logged.
    /// </summary>
    public ReadOnlyMemory<byte>? Password { get; init; }

    /// <summary>Leaves the password out.</summary>
    public override string ToString() =>
        $"{string.Join(',', Subprotocols)}, ping {PingInterval}, {(Password is null ? "no password" : "with password")}";
}
