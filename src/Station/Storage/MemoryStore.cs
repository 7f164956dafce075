namespace ChargerFirmware.Station.Storage;

/// <summary>
/// A store that lasts as long as its process: for scenarios, and for a station that is to forget. It keeps the same promises as the
/// one on disk, a commit that has not ended being lost in a power cut.
/// </summary>
public sealed class MemoryStore : IStationStore
{
    private readonly StoreImage _rows = new();
    private readonly Queue<(IReadOnlyList<StoreChange> Changes, TaskCompletionSource End)> _unsynced = new();
    private readonly TimeSpan _syncTime;
    private readonly ITimer? _sync;

    /// <summary>Commits end at once.</summary>
    public MemoryStore()
    {
    }

    /// <param name="time">Whose timers run on the loop that uses the store.</param>
    /// <param name="syncTime">How long it takes until a commit would survive a power cut; those that wait meanwhile are synced with the next one.</param>
    public MemoryStore(TimeProvider time, TimeSpan syncTime)
    {
        _syncTime = syncTime;
        _sync = time.CreateTimer(static store => ((MemoryStore)store!).Sync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public IReadOnlyList<StoreRow> Load(string table)
    {
        Sync();
        return _rows.Rows(table);
    }

    public Task CommitAsync(IReadOnlyList<StoreChange> changes)
    {
        if (_sync is null)
        {
            _rows.Apply(changes);
            return Task.CompletedTask;
        }

        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _unsynced.Enqueue((changes, end));
        if (_unsynced.Count == 1)
        {
            _sync.Change(_syncTime, Timeout.InfiniteTimeSpan);
        }

        return end.Task;
    }

    /// <summary>The power fails: what is not synced is gone without notice.</summary>
    public void CutPower() => _unsynced.Clear();

    private void Sync()
    {
        while (_unsynced.TryDequeue(out var commit))
        {
            _rows.Apply(commit.Changes);
            commit.End.SetResult();
        }
    }
}
