using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.EventLoop;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Central.Stores.Adapters;

/// <summary>A store in a database, which one thread of its own uses: no disk and no network is waited for on the loop.</summary>
internal sealed class DatabaseStore : ICentralStore
{
    private readonly Database _database;
    private readonly StoreThread _thread;

    private DatabaseStore(Database database, Loop loop, StoreLimits limits, ILogger logger)
    {
        _database = database;
        _thread = new StoreThread(database, loop, limits, logger);
    }

    /// <exception cref="StoreException">It cannot be opened, is of a later version, or another central system uses it.</exception>
    public static async Task<ICentralStore> OpenAsync(Database database, Loop loop, StoreLimits limits, ILogger logger)
    {
        var store = new DatabaseStore(database, loop, limits, logger);
        try
        {
            await store.AskAsync(() =>
            {
                store._thread.Open();
                return true;
            });
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public Task<StoredState> LoadAsync() => AskAsync(() => StoreReads.All(_database));

    public Task<long> TakeSessionIdsAsync(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return AskAsync(() => StoreReads.TakeIds(_database, count));
    }

    public Task WriteAsync(params IReadOnlyList<StoreChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var write = new StoreWrite([.. changes]);
        return _thread.TryAdd(write) ? write.Kept : Task.FromException(Closed());
    }

    public void Write(StoreChange.Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _thread.Add(frame.Record);
    }

    public Task<SessionRecord?> FindAsync(SessionStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return AskAsync(() => StoreReads.Find(_database, start));
    }

    public Task<SessionRecord?> FindSessionAsync(long id) => AskAsync(() => StoreReads.Find(_database, id));

    public Task<IReadOnlyList<SessionRecord>> SessionsAsync(SessionQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return AskAsync(() => StoreReads.Sessions(_database, query));
    }

    public Task<IReadOnlyList<MeterSample>> SamplesAsync(long sessionId) => AskAsync(() => StoreReads.Samples(_database, sessionId));

    public Task<IReadOnlyList<MeterSample>> SamplesAsync(string station, int connectorId, int limit) =>
        AskAsync(() => StoreReads.Samples(_database, station, connectorId, limit));

    public Task<IReadOnlyList<StateEntry>> StatesAsync(string station, int limit) => AskAsync(() => StoreReads.States(_database, station, limit));

    public Task<IReadOnlyList<FrameRecord>> FramesAsync(string? station, int limit) => AskAsync(() =>
    {
        _thread.WriteFrames();
        return StoreReads.Frames(_database, station, limit);
    });

    public Task<IReadOnlyList<MaintenanceRequest>> MaintenanceAsync(string station, int limit) =>
        AskAsync(() => StoreReads.Maintenance(_database, station, limit));

    public ValueTask DisposeAsync() => new(_thread.CloseAsync());

    private Task<T> AskAsync<T>(Func<T> act)
    {
        var question = new StoreQuestion<T>(act);
        return _thread.TryAdd(question) ? question.Answered : Task.FromException<T>(Closed());
    }

    private StoreException Closed() => new($"{_database.Place} is closed");
}
