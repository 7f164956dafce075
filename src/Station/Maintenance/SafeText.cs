using System.Text.RegularExpressions;

namespace ChargerFirmware.Station.Maintenance;

/// <summary>Text that may be logged or sent away: addresses without users and passwords.</summary>
public static partial class SafeText
{
    /// <summary>The text with the user part of every address in it replaced, also where JSON has escaped the slashes.</summary>
    public static string Of(string text) => UserPart().Replace(text, "$1***@");

    /// <summary>Whether a configuration key of this name holds a secret.</summary>
    public static bool IsSecret(string key) =>
        key.Contains("AuthorizationKey", StringComparison.OrdinalIgnoreCase) || key.Contains("Password", StringComparison.OrdinalIgnoreCase) ||
        key.Contains("Secret", StringComparison.OrdinalIgnoreCase);

    // Up to the last @ before the path: a password that was not escaped may hold one.
    [GeneratedRegex(@"(:(?:\\?/){2})[^/\\\s""?#]+@")]
    private static partial Regex UserPart();
}
