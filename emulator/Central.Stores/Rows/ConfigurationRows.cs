using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Stores.Rows;

internal static class ConfigurationRows
{
    private static readonly Table s_table = new(
        "configuration", "key bytes", "station text", "name text", "value text", "is_read_only number", "seen_at number");

    public static Statement Keep => s_table.Upsert;

    public static Statement All { get; } = s_table.Select("");

    public static Statement RemoveOfStation { get; } = new($"DELETE FROM configuration WHERE {RowKey.OfStation}", ColumnType.Text);

    public static object?[] Values(ConfigurationRecord setting) =>
    [
        RowKey.Of(setting.Station, RowKey.Folded(setting.Key)), Cell.Of(setting.Station), Cell.Of(setting.Key), Cell.Of(setting.Value),
        Cell.Of(setting.IsReadOnly), Cell.Of(setting.SeenAt),
    ];

    public static ConfigurationRecord Read(Row row)
    {
        row.Skip();
        return new ConfigurationRecord(row.Text(), row.Text(), row.TextOrNull(), row.Flag(), row.Time());
    }
}
