using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Stores.Rows;

internal static class MaintenanceRows
{
    private static readonly Table s_table = new(
        "maintenance", "key bytes", "station text", "kind text", "location text", "requested_at number", "status text", "status_at number", "file_name text");

    public static Statement Keep => s_table.Upsert;

    /// <summary>The latest first.</summary>
    public static Statement Latest { get; } = s_table.Select(
        $"WHERE {RowKey.OfStation} ORDER BY requested_at DESC, kind DESC LIMIT $2", ColumnType.Text, ColumnType.Number);

    /// <summary>All but the latest $2, and those of the same moment.</summary>
    public static Statement Trim { get; } = new(
        $"""
        DELETE FROM maintenance WHERE {RowKey.OfStation} AND requested_at <=
        (SELECT requested_at FROM maintenance WHERE {RowKey.OfStation} ORDER BY requested_at DESC LIMIT 1 OFFSET $2)
        """, ColumnType.Text, ColumnType.Number);

    public static Statement RemoveOfStation { get; } = new($"DELETE FROM maintenance WHERE {RowKey.OfStation}", ColumnType.Text);

    public static object?[] Values(MaintenanceRequest request) =>
    [
        RowKey.Of(request.Station, request.Kind.ToString(), RowKey.Part(request.RequestedAt.UtcTicks)), Cell.Of(request.Station), request.Kind.ToString(),
        Cell.Of(request.Location), Cell.Of(request.RequestedAt), Cell.Of(request.Status), Cell.Of(request.StatusAt), Cell.Of(request.FileName),
    ];

    public static MaintenanceRequest Read(Row row)
    {
        row.Skip();
        return new MaintenanceRequest(row.Text(), row.Word<MaintenanceKind>(), row.Text(), row.Time(), row.TextOrNull(), row.TimeOrNull())
        {
            FileName = row.TextOrNull(),
        };
    }
}
