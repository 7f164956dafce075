using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Store.Sqlite.Doors;

/// <summary>One table to be read, or one commit, on its way to the store's thread and back to whoever awaits it.</summary>
internal sealed class StoreWork
{
    private readonly TaskCompletionSource<IReadOnlyList<StoreRow>> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StoreWork(string table)
    {
        Table = table;
        Changes = [];
    }

    public StoreWork(IReadOnlyList<StoreChange> changes) => Changes = changes;

    /// <summary>The table that is to be read; null for a commit.</summary>
    public string? Table { get; }

    public IReadOnlyList<StoreChange> Changes { get; }

    public Task<IReadOnlyList<StoreRow>> Rows => _end.Task;

    public void Succeed(IReadOnlyList<StoreRow> rows) => _end.SetResult(rows);

    public void Fail(IOException refusal) => _end.SetException(refusal);
}
