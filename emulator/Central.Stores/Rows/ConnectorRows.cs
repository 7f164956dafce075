using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Stores.Rows;

internal static class ConnectorRows
{
    private static readonly Table s_table = new(
        "connector", "key bytes", "station text", "evse_id number", "connector_id number", "status text", "reported_at number", "received_at number",
        "error_code text", "info text", "vendor_id text", "vendor_error_code text");

    public static Statement Keep => s_table.Upsert;

    public static Statement All { get; } = s_table.Select("");

    public static Statement RemoveOfStation { get; } = new($"DELETE FROM connector WHERE {RowKey.OfStation}", ColumnType.Text);

    public static object?[] Values(ConnectorRecord connector) =>
    [
        RowKey.Of(connector.Station, RowKey.Part(connector.EvseId), RowKey.Part(connector.ConnectorId)), Cell.Of(connector.Station),
        Cell.Of(connector.EvseId), Cell.Of(connector.ConnectorId), Cell.Of(connector.Status), Cell.Of(connector.Timestamp), Cell.Of(connector.ReceivedAt),
        Cell.Of(connector.ErrorCode), Cell.Of(connector.Info), Cell.Of(connector.VendorId), Cell.Of(connector.VendorErrorCode),
    ];

    public static ConnectorRecord Read(Row row)
    {
        row.Skip();
        return new ConnectorRecord(row.Text(), row.CountOrNull(), row.Count(), row.Text(), row.TimeOrNull(), row.Time())
        {
            ErrorCode = row.TextOrNull(),
            Info = row.TextOrNull(),
            VendorId = row.TextOrNull(),
            VendorErrorCode = row.TextOrNull(),
        };
    }
}
