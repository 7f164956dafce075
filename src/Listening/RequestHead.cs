using System.Net;

namespace ChargerFirmware.Listening;

/// <summary>What the rule looks at in a request. Headers that are absent are null; one that comes twice holds a comma.</summary>
public sealed record RequestHead
{
    public required string Method { get; init; }

    /// <summary>Where the connection has arrived.</summary>
    public required IPEndPoint Local { get; init; }

    public required string? Host { get; init; }

    public string? Origin { get; init; }

    public string? Referer { get; init; }

    public string? FetchSite { get; init; }

    public string? FetchMode { get; init; }

    public string? Authorization { get; init; }

    public string? ApiKeyHeader { get; init; }

    /// <summary>A browser asks whether it may ask.</summary>
    public bool IsPreflight { get; init; }

    /// <summary>It changes nothing (RFC 9110, 9.2.1).</summary>
    public bool IsSafe => Method is "GET" or "HEAD" or "OPTIONS";
}
