using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Stores.Rows;

internal static class ProfileRows
{
    private static readonly Table s_table = new(
        "profile", "key bytes", "station text", "connector_id number", "profile_id number", "purpose text", "stack_level number", "json text");

    public static Statement Keep => s_table.Upsert;

    public static Statement Remove => s_table.Delete;

    public static Statement All { get; } = s_table.Select("");

    public static Statement RemoveOfStation { get; } = new($"DELETE FROM profile WHERE {RowKey.OfStation}", ColumnType.Text);

    public static byte[] KeyOf(string station, int id) => RowKey.Of(station, RowKey.Part(id));

    public static object?[] Values(ProfileRecord profile) =>
    [
        KeyOf(profile.Station, profile.ProfileId), Cell.Of(profile.Station), (long)profile.ConnectorId, (long)profile.ProfileId, Cell.Of(profile.Purpose),
        (long)profile.StackLevel, Cell.Of(profile.Json),
    ];

    public static ProfileRecord Read(Row row)
    {
        row.Skip();
        return new ProfileRecord(row.Text(), row.Count(), row.Count(), row.Text(), row.Count(), row.Text());
    }
}
