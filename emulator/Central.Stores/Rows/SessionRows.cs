using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;

namespace ChargerFirmware.Central.Stores.Rows;

internal static class SessionRows
{
    private static readonly Table s_table = new(
        "session", "id number", "start_key bytes", "transaction_id text", "station text", "connector_id number", "id_token text", "start_time number",
        "meter_start_wh number", "evse_id number", "reservation_id number", "token_status text", "started_at number", "starts_received number",
        "stops_received number", "stopped_at number", "stop_time number", "meter_stop_wh number", "stop_id_token text", "stop_reason text");

    /// <summary>The key is the id. A second one of the same start fails: its start_key is unique.</summary>
    public static Statement Keep => s_table.Upsert;

    public static Statement ByStart { get; } = s_table.Select("WHERE start_key = $1", ColumnType.Bytes);

    public static Statement ById { get; } = s_table.Select("WHERE id = $1", ColumnType.Number);

    public static Statement Running { get; } = s_table.Select("WHERE stops_received = 0 ORDER BY id");

    /// <summary>Takes as many ids as $1 says, and gives the last of them. Behind those of sessions, also where the counter is an older one's.</summary>
    public static Statement TakeIds { get; } = new(
        """
        UPDATE session_id SET last = $1 + CASE WHEN last >= (SELECT COALESCE(MAX(id), 0) FROM session) THEN last
        ELSE (SELECT MAX(id) FROM session) END RETURNING last
        """, ColumnType.Number);

    public static byte[] KeyOf(SessionStart start) => RowKey.Of(
        start.Station, RowKey.Part(start.ConnectorId), RowKey.Folded(start.IdToken), RowKey.Part(start.Time.UtcTicks), RowKey.Part(start.MeterStartWh));

    public static (Statement Statement, object?[] Values) Asked(SessionQuery query)
    {
        // The station is $1 where it is asked for.
        List<(string Text, ColumnType Type, object? Value)> conditions = query.Station is { } station
            ? [(RowKey.OfStation, ColumnType.Text, Cell.Of(station))] : [];
        conditions.Add(($"id > ${conditions.Count + 1}", ColumnType.Number, query.AfterId));
        if (query.ConnectorId is { } connectorId)
        {
            conditions.Add(($"connector_id = ${conditions.Count + 1}", ColumnType.Number, (long)connectorId));
        }

        var running = query.IsRunning switch { true => " AND stops_received = 0", false => " AND stops_received <> 0", null => "" };
        var where = $"WHERE {string.Join(" AND ", conditions.Select(condition => condition.Text))}{running}";
        conditions.Add(("", ColumnType.Number, (long)Math.Max(0, query.Limit)));
        return (
            s_table.Select($"{where} ORDER BY id LIMIT ${conditions.Count}", [.. conditions.Select(condition => condition.Type)]),
            [.. conditions.Select(condition => condition.Value)]);
    }

    public static object?[] Values(SessionRecord session) =>
    [
        session.Id,
        KeyOf(new SessionStart(session.Station, session.ConnectorId, session.IdToken, session.StartTime, session.MeterStartWh)),
        Cell.Of(session.TransactionId), Cell.Of(session.Station), Cell.Of(session.ConnectorId), Cell.Of(session.IdToken), Cell.Of(session.StartTime),
        session.MeterStartWh, Cell.Of(session.EvseId), Cell.Of(session.ReservationId), session.TokenStatus.ToString(), Cell.Of(session.StartedAt),
        Cell.Of(session.StartsReceived), Cell.Of(session.StopsReceived), Cell.Of(session.StoppedAt), Cell.Of(session.StopTime),
        Cell.Of(session.MeterStopWh), Cell.Of(session.StopIdToken), Cell.Of(session.StopReason),
    ];

    public static SessionRecord Read(Row row)
    {
        var id = row.Number();
        row.Skip();
        return new SessionRecord(id, row.Text(), row.Text(), row.Count(), row.Text(), row.Time(), row.Number())
        {
            EvseId = row.CountOrNull(),
            ReservationId = row.CountOrNull(),
            TokenStatus = row.Word<TokenStatus>(),
            StartedAt = row.Time(),
            StartsReceived = row.Count(),
            StopsReceived = row.Count(),
            StoppedAt = row.TimeOrNull(),
            StopTime = row.TimeOrNull(),
            MeterStopWh = row.NumberOrNull(),
            StopIdToken = row.TextOrNull(),
            StopReason = row.TextOrNull(),
        };
    }
}
