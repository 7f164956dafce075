using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ChargerFirmware.Central.Stores;

/// <summary>
/// The key of a row as 16 bytes. Texts of stations have no bound, and an index entry of PostgreSQL has one of 2,704 bytes; so what is unique is a
/// digest, and the texts stand beside it in full.
/// </summary>
internal static class RowKey
{
    private const int Bytes = 16;

    /// <summary>What belongs to one station: short enough for an index, and what it leaves out is compared as well.</summary>
    public const string OfStation = "substr(station, 1, 200) = substr($1, 1, 200) AND station = $1";

    public static byte[] Of(params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            // With its length: what joins them may stand in them.
            text.Append(CultureInfo.InvariantCulture, $"{part?.Length ?? -1}:{part}");
        }

        return SHA256.HashData(MemoryMarshal.AsBytes(text.ToString().AsSpan()))[..Bytes];
    }

    public static string? Part(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Equal for what is equal without regard to case.</summary>
    public static string Folded(string text) => text.ToUpperInvariant();
}
