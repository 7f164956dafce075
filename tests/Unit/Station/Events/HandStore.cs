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
    private readonly Queue<(IReadOnlyList<StoreChange> Changes, bool IsCommit, TaskCompletionSource<bool> End)> _asked = new();

    public int Waiting => _asked.Count;

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

    public Task<bool> KeepAsync(IReadOnlyList<StoreChange> changes) => Ask(changes, isCommit: false);

    /// <summary>A commit is not carried out, or nothing is kept.</summary>
    public void Refuse()
    {
        var (_, isCommit, end) = _asked.Dequeue();
        if (isCommit)
        {
            end.SetException(new IOException("refused"));
        }
        else
        {
            end.SetResult(false);
        }
    }

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

        end.SetResult(true);
    }

    private Task<bool> Ask(IReadOnlyList<StoreChange> changes, bool isCommit)
    {
        var end = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked.Enqueue((changes, isCommit, end));
        return end.Task;
    }
}
