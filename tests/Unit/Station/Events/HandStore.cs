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

    /// <summary>The next step is a commit, which may be refused; else something is kept, which never fails.</summary>
    public bool NextIsCommit => _asked.TryPeek(out var next) && next.IsCommit;

    /// <summary>The rows with what is kept, as after a restart.</summary>
    public IReadOnlyList<StoreRow> Load(string table)
    {
        var image = new StoreImage();
        image.Apply(_rows.AsChanges());
        image.Apply(_carried);
        return image.Rows(table);
    }

    /// <summary>The power fails: what is not carried out or kept is gone.</summary>
    public void CutPower() => _asked.Clear();

    public Task CommitAsync(IReadOnlyList<StoreChange> changes) => Ask(changes, isCommit: true);

    public Task KeepAsync(IReadOnlyList<StoreChange> changes) => Ask(changes, isCommit: false);

    public void Refuse() => _asked.Dequeue().End.SetException(new IOException("refused"));

    /// <summary>The disk carries the commit out and fails behind it: who asked hears a refusal.</summary>
    public void DoAndRefuse()
    {
        var (changes, _, end) = _asked.Dequeue();
        _rows.Apply(changes);
        end.SetException(new IOException("refused behind the commit"));
    }

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
