using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Stores.Rows;

/// <summary>Meter values: those of sessions are kept for good, of those outside the last ones.</summary>
internal static class SampleRows
{
    private const string Outside = $"{RowKey.OfStation} AND connector_id = $2";

    private static readonly string[] s_columns =
    [
        "time number", "value text", "context text", "format text", "measurand text", "phase text", "location text", "unit text",
        "is_transaction_data number",
    ];

    private static readonly Table s_ofSession = new("session_sample", ["session_id number", .. s_columns]);
    private static readonly Table s_outside = new("other_sample", ["station text", "connector_id number", .. s_columns]);

    public static Statement KeepOfSession => s_ofSession.Insert;

    public static Statement KeepOutside => s_outside.Insert;

    public static Statement OfSession { get; } = s_ofSession.Select("WHERE session_id = $1 ORDER BY id", ColumnType.Number);

    /// <summary>The latest first.</summary>
    public static Statement LatestOutside { get; } = s_outside.Select(
        $"WHERE {Outside} ORDER BY id DESC LIMIT $3", ColumnType.Text, ColumnType.Number, ColumnType.Number);

    /// <summary>All but the latest $3.</summary>
    public static Statement TrimOutside { get; } = new(
        $"DELETE FROM other_sample WHERE {Outside} AND id <= (SELECT id FROM other_sample WHERE {Outside} ORDER BY id DESC LIMIT 1 OFFSET $3)",
        ColumnType.Text, ColumnType.Number, ColumnType.Number);

    public static Statement RemoveOfStation { get; } = new($"DELETE FROM other_sample WHERE {RowKey.OfStation}", ColumnType.Text);

    public static object?[] ValuesOfSession(long sessionId, MeterSample sample) => [sessionId, .. Values(sample)];

    public static object?[] ValuesOutside(string station, int connectorId, MeterSample sample) =>
        [Cell.Of(station), (long)connectorId, .. Values(sample)];

    public static MeterSample ReadOfSession(Row row)
    {
        row.Skip();
        return Read(row);
    }

    public static MeterSample ReadOutside(Row row)
    {
        row.Skip();
        row.Skip();
        return Read(row);
    }

    private static object?[] Values(MeterSample sample) =>
    [
        Cell.Of(sample.Time), Cell.Of(sample.Value), Cell.Of(sample.Context), Cell.Of(sample.Format), Cell.Of(sample.Measurand), Cell.Of(sample.Phase),
        Cell.Of(sample.Location), Cell.Of(sample.Unit), Cell.Of(sample.IsTransactionData),
    ];

    private static MeterSample Read(Row row) =>
        new(
            row.Time(), row.Text(), row.TextOrNull(), row.TextOrNull(), row.TextOrNull(), row.TextOrNull(), row.TextOrNull(), row.TextOrNull())
        {
            IsTransactionData = row.Flag(),
        };
}
