using System.Text;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Stores.Rows;

/// <summary>Frames. An id is that of the frame before it and its own size: so the ring's size is a difference, and no row has to be counted.</summary>
internal static class FrameRows
{
    /// <summary>Bytes that a row takes besides its texts, about.</summary>
    private const int RowBytes = 64;

    private static readonly Table s_table = new("frame", "id number", "station text", "time number", "direction text", "action text", "text text");

    public static Statement Keep => s_table.Insert;

    /// <summary>The latest first.</summary>
    public static Statement Latest { get; } = s_table.Select("ORDER BY id DESC LIMIT $1", ColumnType.Number);

    /// <summary>The latest first.</summary>
    public static Statement LatestOfStation { get; } = s_table.Select(
        $"WHERE {RowKey.OfStation} ORDER BY id DESC LIMIT $2", ColumnType.Text, ColumnType.Number);

    public static Statement LastId { get; } = new("SELECT COALESCE(MAX(id), 0) FROM frame");

    /// <summary>Id and time of the oldest.</summary>
    public static Statement Oldest { get; } = new("SELECT id, time FROM frame ORDER BY id LIMIT 1");

    public static Statement TrimTo { get; } = new("DELETE FROM frame WHERE id <= $1", ColumnType.Number);

    /// <summary>Those up to the id $1 that are older than $2.</summary>
    public static Statement TrimOlder { get; } = new("DELETE FROM frame WHERE id <= $1 AND time < $2", ColumnType.Number, ColumnType.Number);

    public static Statement RemoveOfStation { get; } = new($"DELETE FROM frame WHERE {RowKey.OfStation}", ColumnType.Text);

    public static long BytesOf(FrameRecord frame) =>
        RowBytes + Encoding.UTF8.GetByteCount(frame.Text) + (frame.Action?.Length ?? 0) + frame.Station.Length;

    public static object?[] Values(long id, FrameRecord frame) =>
        [id, Cell.Of(frame.Station), Cell.Of(frame.Time), frame.Direction.ToString(), Cell.Of(frame.Action), Cell.Of(frame.Text)];

    public static FrameRecord Read(Row row)
    {
        row.Skip();
        return new FrameRecord(row.Text(), row.Time(), row.Word<FrameDirection>(), row.TextOrNull(), row.Text());
    }
}
