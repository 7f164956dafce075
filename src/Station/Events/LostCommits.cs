using System.Text;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Events;

/// <summary>
/// Commits that the store has lost for good, and the transactions that this casts doubt on: they ran before, may have ended since, and
/// their StopTransaction may have been sent. A second one, with another register, would bill them anew.
/// </summary>
internal sealed class LostCommits
{
    private readonly IReadOnlyList<StoreChange> _forget;
    private readonly HashSet<long> _doubted = [];

    /// <param name="interrupted">What ran according to the rows that are left.</param>
    public LostCommits(WatchedStore store, IReadOnlyList<Transaction> interrupted, ILogger logger)
    {
        var lost = store.Load(StoreTables.MissingCommits);
        _forget = [.. lost.Select(row => StoreChange.Delete(StoreTables.MissingCommits, row.Key))];
        foreach (var row in lost)
        {
            logger.LogCritical(
                "The store has lost commits ({Lost}): what was logged in them is missing; {Count} transactions that ran before are in doubt: "
                + "compare them with the central system",
                Encoding.UTF8.GetString(row.Value.Span), interrupted.Count);
        }

        if (lost.Count > 0 && interrupted.Count > 0)
        {
            _doubted.UnionWith(interrupted.Select(transaction => transaction.Key));
        }
        else if (lost.Count > 0)
        {
            store.Hold(_forget);
        }
    }

    /// <summary>Whether the end of this transaction, which is journaled now, may have been journaled and sent before.</summary>
    /// <param name="with">What is written with it: the last such transaction takes the memory of the loss along.</param>
    public bool CastDoubtOn(Transaction ended, List<StoreChange> with)
    {
        if (!_doubted.Remove(ended.Key))
        {
            return false;
        }

        if (_doubted.Count == 0)
        {
            with.AddRange(_forget);
        }

        return true;
    }
}
