using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Tests.Unit.Station.Events;

/// <summary>
/// A store whose thread a test drives step by step: what is asked for waits in order, is carried out or refused, and what is kept goes
/// ahead of the next commit, as on the disk.
/// </summary>
internal sealed class HandStore : IStationStore
{
    private readonly StoreImage _rows = new();
    private readonly List<StoreChange> _carried = [];
    private readonly Queue<(IReadOnlyList<StoreChange> Changes, bool IsCommit, TaskCompletionSource End)> _asked = new();

    public int Waiting => _asked.Count;

    public IReadOnlyList<StoreRow> Load(string table) => _rows.Rows(table);

    public Task CommitAsync(IReadOnlyList<StoreChange> changes) => Ask(changes, isCommit: true);

    public Task KeepAsync(IReadOnlyList<StoreChange> changes) => Ask(changes, isCommit: false);

    public void Refuse() => _asked.Dequeue().End.SetException(new IOException("refused"));

    public void Do()
    {
        var (changes, isCommit, end) = _asked.Dequeue();
        if (isCommit)
        {
            _rows.Apply(_carried);
            _rows.Apply(changes);
            _carried.Clear();
        }
        else
        {
            _carried.AddRange(changes);
        }

        end.SetResult();
    }

    private Task Ask(IReadOnlyList<StoreChange> changes, bool isCommit)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked.Enqueue((changes, isCommit, end));
        return end.Task;
    }
}
