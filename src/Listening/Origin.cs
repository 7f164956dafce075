namespace ChargerFirmware.Listening;

/// <summary>Where a page in a browser comes from (RFC 6454): scheme, host and port. <c>null</c> and nonsense are no origin.</summary>
public sealed record Origin
{
    private Origin(string scheme, HostName? host)
    {
        Scheme = scheme;
        Host = host;
    }

    public string Scheme { get; }

    /// <summary>With its port, the scheme's usual one filled in; null for <c>file://</c>, which has none.</summary>
    public HostName? Host { get; }

    /// <summary>The port that <c>http</c> or <c>https</c> mean by themselves; null for another scheme.</summary>
    public int? UsualPort => UsualPortOf(Scheme);

    /// <summary>Reads <c>scheme://host:port</c>, without a path.</summary>
    /// <returns>Null for anything else.</returns>
    public static Origin? TryRead(string? text)
    {
        var parts = text?.Split("://", 2);
        if (parts is not [{ Length: > 0 } scheme, var authority] || !scheme.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '-' or '.'))
        {
            return null;
        }

        scheme = scheme.ToLowerInvariant();
        if (authority.Length == 0)
        {
            return scheme == "file" ? new Origin(scheme, null) : null;
        }

        return HostName.TryRead(authority) is { } host ? new Origin(scheme, WithPort(host, UsualPortOf(scheme))) : null;
    }

    /// <summary>The origin of a whole address, as in <c>Referer</c>.</summary>
    public static Origin? OfAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) ? TryRead($"{address.Scheme}://{address.Authority}") : null;

    public override string ToString() =>
        Host is null ? $"{Scheme}://" : Host.Port == UsualPort ? $"{Scheme}://{WithoutPort(Host)}" : $"{Scheme}://{Host}";

    /// <summary>The host with a port, where it names none itself.</summary>
    internal static HostName WithPort(HostName host, int? port) => host.Port is null && port is not null ? HostName.TryRead($"{host}:{port}")! : host;

    private static string WithoutPort(HostName host)
    {
        var text = host.ToString();
        return text[..text.LastIndexOf(':')];
    }

    private static int? UsualPortOf(string scheme) => scheme switch
    {
        "http" => 80,
        "https" => 443,
        _ => null,
    };
}
