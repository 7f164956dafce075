using System.Text.RegularExpressions;

namespace ChargerFirmware.Station.Maintenance;

/// <summary>
/// Text that may be logged, shown or sent away. Of an address it keeps scheme, host and port: user and password stand before them, and
/// what follows may be a ticket of its own, as the path and the query of a pre-signed address are.
/// </summary>
public static partial class SafeText
{
    private const string Removed = "***";

    /// <summary>The text with every address in it cut down, also where JSON has escaped the slashes.</summary>
    public static string Of(string text) => Address().Replace(text, found => CutDown(found.Groups["start"].Value, found.Groups["rest"].Value));

    /// <summary>A text that is one address or none: it may hold blanks or quotes that were not escaped.</summary>
    public static string OfValue(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Address().Match(value.TrimStart()) is { Success: true, Index: 0 } found
            ? CutDown(found.Groups["start"].Value, value.TrimStart()[found.Groups["start"].Length..])
            : Of(value);
    }

    /// <summary>Whether a configuration key of this name holds a secret.</summary>
    public static bool IsSecret(string key) =>
        key.Contains("AuthorizationKey", StringComparison.OrdinalIgnoreCase) || key.Contains("Password", StringComparison.OrdinalIgnoreCase) ||
        key.Contains("Secret", StringComparison.OrdinalIgnoreCase);

    private static string CutDown(string start, string rest)
    {
        var address = rest.TrimEnd('.', ',', ';', ':', '\'', ')', '}');
        var end = address.AsSpan().IndexOfAny("/\\?#") is >= 0 and var found ? found : address.Length;
        var place = address[..end];
        var at = place.LastIndexOf('@');
        if (!Place().IsMatch(place[(at + 1)..]))
        {
            // A password with a slash in it, for one: its end cannot be found.
            return $"{start}{Removed}{rest[address.Length..]}";
        }

        var isBare = address.AsSpan(end).IndexOfAnyExcept('/', '\\') < 0;
        return $"{start}{(at < 0 ? "" : Removed + "@")}{place[(at + 1)..]}{(isBare ? address[end..] : "/" + Removed)}{rest[address.Length..]}";
    }

    [GeneratedRegex(@"(?<start>\b[A-Za-z][A-Za-z0-9+.-]*:[\\/]{2,})(?<rest>[^\s""<>]*)")]
    private static partial Regex Address();

    [GeneratedRegex(@"^(\[[0-9A-Za-z:.%]*\]|[^:@\[\]]*)(:[0-9]*)?$")]
    private static partial Regex Place();
}
