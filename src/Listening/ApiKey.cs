using System.Security.Cryptography;
using System.Text;

namespace ChargerFirmware.Listening;

/// <summary>The key to an HTTP interface. It is compared in constant time and never printed.</summary>
public sealed class ApiKey
{
    private const string Bearer = "Bearer ";
    private readonly byte[] _digest;

    /// <param name="key">Visible ASCII characters.</param>
    /// <exception cref="ListeningException">It is empty, or no header could carry it.</exception>
    public ApiKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length == 0 || key.Any(letter => letter is <= ' ' or > '~'))
        {
            throw new ListeningException("the key of the HTTP interface: expected one or more visible ASCII characters without blanks");
        }

        _digest = Digest(key);
    }

    /// <summary>Whether one of the two headers that can carry it does: <c>Authorization: Bearer KEY</c> or <c>X-API-Key: KEY</c>.</summary>
    public bool IsIn(RequestHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return IsSame(head.ApiKeyHeader)
            | (head.Authorization is { } given && given.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && IsSame(given[Bearer.Length..].Trim()));
    }

    public override string ToString() => "(a key)";

    // Digests have one length, so the time says nothing of the key's.
    private bool IsSame(string? given) => given is not null && CryptographicOperations.FixedTimeEquals(Digest(given), _digest);

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
