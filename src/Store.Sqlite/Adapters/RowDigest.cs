using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>
/// A sum (CRC-32C) over a row and the number of the commit that wrote it. SQLite proves the frames of its log but not the pages of its
/// file: without a sum a zeroed block within a value would pass for one.
/// </summary>
internal static class RowDigest
{
    public static uint Of(string table, string key, ReadOnlySpan<byte> value, long commit) =>
        Add(Add(Add(Add(0, table), key), value), MemoryMarshal.AsBytes([commit, value.Length]));

    /// <summary>The sum goes on over further bytes.</summary>
    public static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        var wide = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in wide)
        {
            sum = BitOperations.Crc32C(sum, word);
        }

        foreach (var rest in bytes[(wide.Length * sizeof(ulong))..])
        {
            sum = BitOperations.Crc32C(sum, rest);
        }

        return sum;
    }

    /// <summary>Ends with a zero, so that "ab" and "c" are not "a" and "bc".</summary>
    private static uint Add(uint sum, string text) => BitOperations.Crc32C(Add(sum, Encoding.UTF8.GetBytes(text)), (byte)0);
}
