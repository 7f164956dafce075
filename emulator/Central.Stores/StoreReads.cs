using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Central.Stores.Adapters;
using ChargerFirmware.Central.Stores.Rows;

namespace ChargerFirmware.Central.Stores;

/// <summary>What is asked of a store.</summary>
internal static class StoreReads
{
    public static StoredState All(Database database) => new()
    {
        Stations = database.Read(StationRows.All, [], StationRows.Read),
        Connectors = database.Read(ConnectorRows.All, [], ConnectorRows.Read),
        Running = database.Read(SessionRows.Running, [], SessionRows.Read),
        Tokens = database.Read(TokenRows.All, [], TokenRows.Read),
        Reservations = database.Read(ReservationRows.All, [], ReservationRows.Read),
        Configuration = database.Read(ConfigurationRows.All, [], ConfigurationRows.Read),
        Profiles = database.Read(ProfileRows.All, [], ProfileRows.Read),
        LocalLists = database.Read(LocalListRows.All, [], LocalListRows.Read),
    };

    /// <returns>The first of the ids.</returns>
    public static long TakeIds(Database database, int count) =>
        database.Transact(() => database.Read(SessionRows.TakeIds, [(long)count], row => row.Number())[0]) - count + 1;

    public static SessionRecord? Find(Database database, SessionStart start) =>
        database.Read(SessionRows.ByStart, [SessionRows.KeyOf(start)], SessionRows.Read).SingleOrDefault();

    public static SessionRecord? Find(Database database, long id) =>
        database.Read(SessionRows.ById, [id], SessionRows.Read).SingleOrDefault();

    public static IReadOnlyList<SessionRecord> Sessions(Database database, SessionQuery query)
    {
        var (statement, values) = SessionRows.Asked(query);
        return database.Read(statement, values, SessionRows.Read);
    }

    public static IReadOnlyList<MeterSample> Samples(Database database, long sessionId) =>
        database.Read(SampleRows.OfSession, [sessionId], SampleRows.ReadOfSession);

    public static IReadOnlyList<MeterSample> Samples(Database database, string station, int connectorId, int limit) =>
        Latest(database, SampleRows.LatestOutside, [Cell.Of(station), (long)connectorId, Limit(limit)], SampleRows.ReadOutside);

    public static IReadOnlyList<StateEntry> States(Database database, string station, int limit) =>
        Latest(database, StateRows.Latest, [Cell.Of(station), Limit(limit)], StateRows.Read);

    public static IReadOnlyList<FrameRecord> Frames(Database database, string? station, int limit) => station is null
        ? Latest(database, FrameRows.Latest, [Limit(limit)], FrameRows.Read)
        : Latest(database, FrameRows.LatestOfStation, [Cell.Of(station), Limit(limit)], FrameRows.Read);

    public static IReadOnlyList<MaintenanceRequest> Maintenance(Database database, string station, int limit) =>
        Latest(database, MaintenanceRows.Latest, [Cell.Of(station), Limit(limit)], MaintenanceRows.Read);

    /// <summary>SQLite takes a negative limit for none.</summary>
    private static long Limit(int limit) => Math.Max(0, limit);

    private static List<T> Latest<T>(Database database, Statement statement, object?[] values, Func<Row, T> read)
    {
        var rows = database.Read(statement, values, read);
        rows.Reverse();
        return rows;
    }
}
