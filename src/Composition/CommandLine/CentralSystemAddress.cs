using System.Net;
using System.Text;
using ChargerFirmware.Composition.CommandLine.Adapters;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Composition.CommandLine;

/// <summary>Where the central system is, and the credentials for it.</summary>
/// <param name="Url">Without a user part, and without the station's identity.</param>
/// <param name="Credentials">Null where no user is named.</param>
/// <param name="Warnings">What the operator should know of how the password was given; holds no secret.</param>
public sealed record CentralSystemAddress(Uri Url, LinkCredentials? Credentials, IReadOnlyList<string> Warnings)
{
    /// <summary>The variable of the environment that holds the password where the command line has none.</summary>
    public const string PasswordVariable = "CHARGER_PASSWORD";

    /// <summary>Takes user and password out of what was given. A password is looked for in the file, in the address, in the variable.</summary>
    /// <returns>Null without an address.</returns>
    /// <exception cref="FormatException">Something cannot be used; says what was expected, and never what a secret was.</exception>
    public static CentralSystemAddress? Read(Uri? csms, string? passwordFile, string? variable)
    {
        if (csms is null)
        {
            return passwordFile is null ? null : throw new FormatException("--password-file: expected --csms, too, which names the central system");
        }

        var warnings = new List<string>();
        var (user, inAddress) = UserOf(csms);
        var password = passwordFile is not null ? PasswordFile.Read(passwordFile, warnings)
            : inAddress is not null ? Encoding.UTF8.GetBytes(inAddress)
            : variable is { Length: > 0 } ? Encoding.UTF8.GetBytes(variable)
            : user is not null ? []
            : null;
        if (inAddress is not null)
        {
            warnings.Add("the password in --csms can be read by every user of this machine in the list of processes: better --password-file, or the "
                + $"variable {PasswordVariable}{(passwordFile is null ? "" : "; it is not used, as --password-file goes before it")}");
        }

        if (password is not null && csms.Scheme == "ws" && !IsLoopback(csms))
        {
            warnings.Add("the password goes unencrypted over ws://: better wss://");
        }

        var url = new Uri(csms.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped));
        return new CentralSystemAddress(url, password is null ? null : new LinkCredentials(user, password), warnings);
    }

    /// <summary>As it may be shown: path and query may be a ticket.</summary>
    public override string ToString() => SafeText.OfValue(Url.OriginalString);

    private static (string? User, string? Password) UserOf(Uri csms)
    {
        if (csms.UserInfo.Length == 0)
        {
            return (null, null);
        }

        var parts = csms.UserInfo.Split(':', 2);
        var user = Uri.UnescapeDataString(parts[0]);
        return user.Contains(':', StringComparison.Ordinal)
            ? throw new FormatException("--csms: expected a user without a colon, which HTTP basic authentication cannot carry")
            : (user.Length > 0 ? user : null, parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null);
    }

    private static bool IsLoopback(Uri url) => url.IsLoopback || (IPAddress.TryParse(url.IdnHost, out var address) && IPAddress.IsLoopback(address));
}
