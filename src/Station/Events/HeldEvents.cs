using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Station.Events;

/// <summary>What the log still holds, and who needs it: a reader, the end of its transaction, or a restart.</summary>
internal sealed class HeldEvents(EventReaders readers, Dictionary<long, TransactionHistory> histories)
{
    /// <summary>What is held of transactions.</summary>
    public IEnumerable<TransactionHistory> Histories => histories.Values;

    public TransactionHistory? HistoryOf(StationEvent happened) =>
        happened.TransactionKey is { } key ? histories.GetValueOrDefault(key) : null;

    /// <summary>What is held of a transaction that runs.</summary>
    public TransactionHistory HistoryOf(long transactionKey) => histories[transactionKey];

    public void Add(long transactionKey, TransactionHistory history) => histories.Add(transactionKey, history);

    /// <summary>Keeps an event for the end of its transaction.</summary>
    /// <param name="changes">What has to make room for it is added here.</param>
    public void Keep(TransactionHistory history, StationEvent happened, List<StoreChange> changes)
    {
        foreach (var thinned in history.Keep(happened))
        {
            if (!IsNeeded(thinned))
            {
                changes.Add(EventRows.Delete(thinned));
            }
        }
    }

    public bool IsNeeded(StationEvent happened)
    {
        var history = HistoryOf(happened);
        var isForEnd = happened.IsForEnd || happened is TransactionStarted;
        return isForEnd && history is not null
            ? history.Ended is not { } ended || readers.Need(happened, ended)
            : readers.WaitFor(happened);
    }

    /// <summary>A reader has passed an event.</summary>
    /// <returns>The rows that are no longer needed.</returns>
    public IReadOnlyList<StoreChange> Release(StationEvent passed)
    {
        if (passed is not TransactionEnded || HistoryOf(passed) is not { } history)
        {
            return IsNeeded(passed) ? [] : [EventRows.Delete(passed)];
        }

        var free = history.Data.Prepend(history.Started).Append(passed).DistinctBy(happened => happened.Sequence)
            .Where(happened => !IsNeeded(happened)).ToList();
        if (!IsNeeded(passed))
        {
            histories.Remove(passed.TransactionKey!.Value);
        }

        history.Forget(free);

        // Deleted again: a retried earlier write may have restored the checkpoint.
        return [.. free.Select(EventRows.Delete), EventRows.DeleteCheckpoint(passed.TransactionKey!.Value)];
    }

    /// <summary>A reader reads no more: nothing is held for it.</summary>
    public void Forget(ReaderQueue reader) => readers.Remove(reader);
}
