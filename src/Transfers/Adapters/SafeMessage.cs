using System.Text;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Transfers.Adapters;

/// <summary>Why a transfer failed, as it may be logged: a server can repeat in its answer what it was sent.</summary>
internal static class SafeMessage
{
    private const int LengthMax = 300;

    /// <summary>A shorter piece of an address is no secret, and occurs in ordinary words.</summary>
    private const int LeastSecretLength = 4;

    public static string Of(string message, Uri location)
    {
        var plain = string.Concat(message.Take(LengthMax).Select(letter => char.IsControl(letter) ? ' ' : letter));
        return SafeText.Of(SecretsOf(location)
            .Where(secret => secret.Length >= LeastSecretLength)
            .OrderByDescending(secret => secret.Length)
            .Aggregate(plain, (text, secret) => text.Replace(secret, "***", StringComparison.OrdinalIgnoreCase)));
    }

    private static IEnumerable<string> SecretsOf(Uri location)
    {
        var password = location.UserInfo.Split(':', 2) is [_, var behind] ? behind : "";
        string[] written = [location.UserInfo, password, location.PathAndQuery];
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(location.UserInfo)));
        return [.. written, .. written.Select(Uri.UnescapeDataString), .. location.Segments.Select(part => part.Trim('/')), credentials];
    }
}
