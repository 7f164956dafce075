using System.Security.Cryptography;
using System.Text;

namespace ChargerFirmware.Central.Adapters;

/// <summary>HTTP basic authentication of a station: its identity is the user, its password is bytes.</summary>
internal static class BasicCredentials
{
    private const string Scheme = "Basic ";

    /// <summary>Whether an Authorization header names that identity with that password. How long it takes reveals nothing about the password.</summary>
    public static bool Match(string? header, string identity, ReadOnlySpan<byte> password)
    {
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var encoded = header[Scheme.Length..].Trim();
        var credentials = new byte[encoded.Length];
        byte[] expected = [.. Encoding.UTF8.GetBytes(identity), (byte)':', .. password];
        return Convert.TryFromBase64String(encoded, credentials, out var length) &&
            CryptographicOperations.FixedTimeEquals(credentials.AsSpan(0, length), expected);
    }
}
