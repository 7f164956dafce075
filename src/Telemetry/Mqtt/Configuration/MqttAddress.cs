using System.Globalization;

namespace ChargerFirmware.Telemetry.Mqtt.Configuration;

/// <summary>Reads <c>mqtt[s]://[user:password@]host[:port][/prefix]</c>. What is wrong is said without repeating a secret.</summary>
internal static class MqttAddress
{
    private const string Expected = "expected mqtt[s]://[user:password@]host[:port][/prefix]";
    private const int PlainPort = 1883, TlsPort = 8883;

    /// <summary>Together with station and topic it has to stay below the 65,535 bytes of a topic, and readable.</summary>
    private const int LongestPrefix = 200;

    /// <exception cref="FormatException">It is no such address; says what was expected.</exception>
    public static MqttSettings Parse(string? text)
    {
        var (scheme, rest) = Split(text ?? "", "://") ?? throw new FormatException(Expected);
        if (scheme is not ("mqtt" or "mqtts"))
        {
            throw new FormatException($"{Expected}: the scheme is neither mqtt nor mqtts");
        }

        // A password may hold anything but these two, which have to be written as %40 and %2F.
        var (place, path) = Split(rest, "/") ?? (rest, "");
        var (credentials, host) = SplitLast(place, '@') ?? (null, place);
        var settings = ParsePlace(host, scheme == "mqtts");
        var (user, password) = credentials is null ? (null, null) : ParseCredentials(credentials);
        var prefix = Decode(path.Trim('/'), "prefix");
        if (prefix.Length > 0 && !IsPrefix(prefix))
        {
            throw new FormatException(
                $"{Expected}: a prefix has {LongestPrefix} characters at most, none of them + or # or a control, and does not begin with $");
        }

        return settings with { User = user, Password = password, Prefix = prefix.Length > 0 ? prefix : settings.Prefix };
    }

    /// <summary>Whether topics may begin with it.</summary>
    public static bool IsPrefix(string text) =>
        text.Length is > 0 and <= LongestPrefix && text[0] is not ('$' or '/') && text[^1] != '/' &&
        !text.Any(letter => letter is '+' or '#' || char.IsControl(letter) || char.IsSurrogate(letter));

    private static MqttSettings ParsePlace(string place, bool useTls)
    {
        var host = place;
        var port = useTls ? TlsPort : PlainPort;
        var colon = place.LastIndexOf(':');
        if (colon > place.LastIndexOf(']'))
        {
            host = place[..colon];
            if (!int.TryParse(place[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535)
            {
                throw new FormatException($"{Expected}: a port is 1 to 65535");
            }
        }

        host = host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;
        return Uri.CheckHostName(host) == UriHostNameType.Unknown
            ? throw new FormatException($"{Expected}: the host is no name and no address")
            : new MqttSettings { Host = host, Port = port, UseTls = useTls };
    }

    private static (string User, string? Password) ParseCredentials(string credentials)
    {
        var colon = credentials.IndexOf(':', StringComparison.Ordinal);
        var user = colon < 0 ? credentials : credentials[..colon];
        return user.Length == 0
            ? throw new FormatException($"{Expected}: the user is empty")
            : (Decode(user, "user"), colon < 0 ? null : Decode(credentials[(colon + 1)..], "password"));
    }

    /// <summary>Undoes percent-encoding; a sign that begins none would be another one than was meant.</summary>
    private static string Decode(string text, string part)
    {
        for (var at = text.IndexOf('%'); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
            {
                throw new FormatException($"{Expected}: a % in the {part} is followed by two hexadecimal digits (%25 for itself)");
            }
        }

        var decoded = Uri.UnescapeDataString(text);
        return decoded.Contains('\0') ? throw new FormatException($"{Expected}: the {part} holds a NUL") : decoded;
    }

    private static (string Before, string Behind)? Split(string text, string separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + separator.Length)..]) : null;

    private static (string? Before, string Behind)? SplitLast(string text, char separator) =>
        text.LastIndexOf(separator) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : null;
}
