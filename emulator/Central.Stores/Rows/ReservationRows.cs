using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Stores.Rows;

internal static class ReservationRows
{
    private static readonly Table s_table = new(
        "reservation", "key bytes", "station text", "reservation_id number", "connector_id number", "id_token text", "parent text", "expires_at number");

    public static Statement Keep => s_table.Upsert;

    public static Statement Remove => s_table.Delete;

    public static Statement All { get; } = s_table.Select("");

    public static Statement RemoveOfStation { get; } = new($"DELETE FROM reservation WHERE {RowKey.OfStation}", ColumnType.Text);

    public static byte[] KeyOf(string station, int id) => RowKey.Of(station, RowKey.Part(id));

    public static object?[] Values(ReservationRecord reservation) =>
    [
        KeyOf(reservation.Station, reservation.Id), Cell.Of(reservation.Station), (long)reservation.Id, (long)reservation.ConnectorId,
        Cell.Of(reservation.IdToken), Cell.Of(reservation.Group), Cell.Of(reservation.ExpiryDate),
    ];

    public static ReservationRecord Read(Row row)
    {
        row.Skip();
        return new ReservationRecord(row.Text(), row.Count(), row.Count(), row.Text(), row.TextOrNull(), row.Time());
    }
}
