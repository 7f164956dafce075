using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Stores.Rows;

internal static class StateRows
{
    private static readonly Table s_table = new(
        "state", "station text", "time number", "kind text", "connector_id number", "state text", "detail text");

    public static Statement Keep => s_table.Insert;

    /// <summary>The latest first.</summary>
    public static Statement Latest { get; } = s_table.Select(
        $"WHERE {RowKey.OfStation} ORDER BY id DESC LIMIT $2", ColumnType.Text, ColumnType.Number);

    /// <summary>All but the latest $2.</summary>
    public static Statement Trim { get; } = new(
        $"DELETE FROM state WHERE {RowKey.OfStation} AND id <= (SELECT id FROM state WHERE {RowKey.OfStation} ORDER BY id DESC LIMIT 1 OFFSET $2)",
        ColumnType.Text, ColumnType.Number);

    public static Statement RemoveOfStation { get; } = new($"DELETE FROM state WHERE {RowKey.OfStation}", ColumnType.Text);

    public static object?[] Values(StateEntry entry) =>
    [
        Cell.Of(entry.Station), Cell.Of(entry.Time), entry.Kind.ToString(), Cell.Of(entry.ConnectorId), Cell.Of(entry.State), Cell.Of(entry.Detail),
    ];

    public static StateEntry Read(Row row) =>
        new(row.Text(), row.Time(), row.Word<StateKind>(), row.CountOrNull(), row.Text(), row.TextOrNull());
}
