using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>Something asked of the store, on its way to the store's thread and back to its awaiter.</summary>
internal sealed class StoreWork
{
    private readonly TaskCompletionSource<IReadOnlyList<StoreRow>> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StoreWork(StoreWorkKind kind, string table, IReadOnlyList<StoreChange> changes)
    {
        Kind = kind;
        Table = table;
        Changes = changes;
    }

    public StoreWorkKind Kind { get; }

    /// <summary>The table that is to be loaded.</summary>
    public string Table { get; }

    /// <summary>What is to be committed or kept.</summary>
    public IReadOnlyList<StoreChange> Changes { get; }

    public Task<IReadOnlyList<StoreRow>> Rows => _end.Task;

    /// <summary>What <see cref="IStationStore.KeepAsync"/> answers.</summary>
    public bool IsKept { get; set; }

    public static StoreWork Load(string table) => new(StoreWorkKind.Load, table, []);

    public static StoreWork Commit(IReadOnlyList<StoreChange> changes) => new(StoreWorkKind.Commit, "", changes);

    public static StoreWork Keep(IReadOnlyList<StoreChange> changes) => new(StoreWorkKind.Keep, "", changes);

    public void Succeed(IReadOnlyList<StoreRow> rows) => _end.SetResult(rows);

    public void Fail(IOException refusal) => _end.SetException(refusal);
}
