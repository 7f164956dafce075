using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Protocol.Transactions;

/// <summary>Messages that the central system refused for good or that must not be sent: kept in the store until a person has looked.</summary>
public sealed class DeadLetters(ITransactionMessages messages)
{
    /// <summary>
    /// Refused meter values that are kept; for every further one the oldest goes. Starts and stops are kept beyond it. A central system that
    /// takes no meter values at all must not fill a disk.
    /// </summary>
    public const int ValuesCapacity = 1000;

    private readonly Queue<long> _values = [];

    public int Count { get; private set; }

    internal void Load(WatchedStore store, ILogger logger)
    {
        foreach (var row in store.Load(StoreTables.DeadLetters))
        {
            Count++;
            if (row.Read(StoreTables.DeadLetters, OutboxJson.Default.RenderedMessage, logger) is { } letter && HoldsValues(letter))
            {
                _values.Enqueue(letter.Sequence);
            }
        }
    }

    /// <summary>Adds to a commit what keeps the letter.</summary>
    internal void Add(RenderedMessage letter, List<StoreChange> changes)
    {
        changes.Add(OutboxRows.PutDeadLetter(letter));
        Count++;
        if (!HoldsValues(letter))
        {
            return;
        }

        _values.Enqueue(letter.Sequence);
        if (_values.Count > ValuesCapacity)
        {
            changes.Add(OutboxRows.DeleteDeadLetter(_values.Dequeue()));
            Count--;
        }
    }

    private bool HoldsValues(RenderedMessage letter) => messages.RoleOf(letter.Action) == MessageRole.Values;
}
