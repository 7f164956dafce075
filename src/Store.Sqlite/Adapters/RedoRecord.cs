using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>One commit as the redo file holds it, or the changes that are kept until there can be one.</summary>
/// <param name="IsKept">Refused so far: <paramref name="Commit"/> is the number that its commit would have.</param>
/// <param name="AtMs">When, in milliseconds since 1970 by the machine's clock.</param>
/// <param name="Length">Bytes that it takes in the file.</param>
internal sealed record RedoRecord(long Commit, bool IsKept, long AtMs, IReadOnlyList<StoreChange> Changes, int Length)
{
    /// <summary>Length of the body, kind, sum, number, time.</summary>
    private const int HeadBytes = 4 + 4 + 4 + 8 + 8;

    /// <summary>From here on a body is worth being packed.</summary>
    private const int PackFromBytes = 2048;

    private const byte KeptFlag = 1;
    private const byte PackedFlag = 2;

    /// <summary>Clamped: no damaged number can throw.</summary>
    public static DateTimeOffset At(long atMs) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(atMs, 0, 253402300799999));

    public static byte[] Encode(long commit, bool isKept, long atMs, IReadOnlyList<StoreChange> changes)
    {
        var body = Body(changes);
        var kind = isKept ? KeptFlag : (byte)0;
        if (body.Length >= PackFromBytes)
        {
            body = Pack(body);
            kind |= PackedFlag;
        }

        var record = new byte[HeadBytes + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(record, body.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), kind);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(12), commit);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(20), atMs);
        body.CopyTo(record, HeadBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Sum(record));
        return record;
    }

    /// <summary>The record at the beginning of <paramref name="bytes"/>; null where there is none.</summary>
    public static RedoRecord? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeadBytes || BinaryPrimitives.ReadInt32LittleEndian(bytes) is var length &&
            (length <= 0 || length > bytes.Length - HeadBytes))
        {
            return null;
        }

        bytes = bytes[..(HeadBytes + length)];
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != Sum(bytes))
        {
            return null;
        }

        var kind = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        var body = bytes[HeadBytes..].ToArray();
        return new RedoRecord(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]), (kind & KeptFlag) != 0, BinaryPrimitives.ReadInt64LittleEndian(bytes[20..]),
            Parse((kind & PackedFlag) != 0 ? Unpack(body) : body), bytes.Length);
    }

    private static uint Sum(ReadOnlySpan<byte> record) => RowDigest.Add(RowDigest.Add(0x5265646F, record[..8]), record[12..]);

    private static byte[] Body(IReadOnlyList<StoreChange> changes)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write7BitEncodedInt(changes.Count);
        foreach (var change in changes)
        {
            writer.Write(change.Table);
            writer.Write(change.Key);
            writer.Write7BitEncodedInt(change.Value?.Length ?? -1);
            writer.Write(change.Value is { } value ? value.Span : []);
        }

        writer.Flush();
        return stream.ToArray();
    }

    private static List<StoreChange> Parse(byte[] body)
    {
        using var reader = new BinaryReader(new MemoryStream(body), Encoding.UTF8);
        var changes = new List<StoreChange>();
        for (var count = reader.Read7BitEncodedInt(); count > 0; count--)
        {
            var (table, key) = (reader.ReadString(), reader.ReadString());
            var length = reader.Read7BitEncodedInt();
            changes.Add(length < 0 ? StoreChange.Delete(table, key) : StoreChange.Put(table, key, reader.ReadBytes(length)));
        }

        return changes;
    }

    private static byte[] Pack(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var stream = new DeflateStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(body);
        }

        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] body)
    {
        using var stream = new DeflateStream(new MemoryStream(body), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        stream.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
