using System.Text;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Events;

/// <summary>The log as it stands in a store. Rows that cannot be read are logged and passed over.</summary>
public sealed class StoredLog
{
    private readonly IStationStore _store;
    private readonly ILogger _logger;

    private StoredLog(IStationStore store, ILogger logger)
    {
        _store = store;
        _logger = logger;
        Corrections = [.. Rows(StoreTables.ClockCorrections, EventJson.Default.ClockCorrection).Select(row => row.Value)];
        Events = [.. Rows(StoreTables.Events, StoredEvent.Json).Select(row => row.Value).OrderBy(happened => happened.Sequence)];
        var counters = Rows(StoreTables.LastEvent, EventJson.Default.EventCounters).Select(row => row.Value).FirstOrDefault();
        LoadPositions();
        LoadLastKey();

        // A row that cannot be read keeps its number, and a counter that was lost with its row gives none away twice.
        var lastSequence = store.Load(StoreTables.Events).Select(row => EventRows.NumberOf(row.Key) ?? 0)
            .Concat(Positions.Values).Append(counters?.Sequence ?? 0).Max();
        var former = LegacyJournal.Read(store, logger, lastSequence);
        Migration = former.Changes;
        LegacyIds = former.Ids;
        Events.AddRange(former.Events);
        foreach (var happened in Events)
        {
            Corrections.ForEach(correction => correction.ApplyTo(happened));
        }

        var numbers = Events.Select(happened => happened.Number).Concat([counters?.Number ?? 0, former.LastNumber]);
        Last = new EventCounters(former.LastSequence, numbers.Max());
        var running = store.Load(StoreTables.TransactionCheckpoints).Select(row => EventRows.NumberOf(row.Key) ?? 0)
            .Concat(former.Checkpoints.Keys).ToHashSet();
        var checkpoints = Rows(StoreTables.TransactionCheckpoints, EventJson.Default.TransactionCheckpoint)
            .Where(row => EventRows.NumberOf(row.Key) is not null).ToDictionary(row => EventRows.NumberOf(row.Key)!.Value, row => row.Value);
        foreach (var (key, checkpoint) in former.Checkpoints)
        {
            checkpoints.TryAdd(key, checkpoint);
        }

        LoadTransactions(checkpoints, running);
    }

    /// <summary>Where each reader stands.</summary>
    internal Dictionary<string, long> Positions { get; } = [];

    internal List<StationEvent> Events { get; }

    internal List<ClockCorrection> Corrections { get; }

    internal EventCounters Last { get; }

    internal long LastKey { get; private set; }

    internal Dictionary<long, TransactionHistory> Histories { get; } = [];

    internal List<Transaction> Interrupted { get; } = [];

    /// <summary>
    /// The ids that the central system gave, by the station's own numbers of the transactions, as long as they stand in the tables of an earlier
    /// version.
    /// </summary>
    public IReadOnlyDictionary<long, long?> LegacyIds { get; }

    /// <summary>What makes a store of an earlier version one of this.</summary>
    internal IReadOnlyList<StoreChange> Migration { get; }

    /// <summary>Reads it without changing anything.</summary>
    public static StoredLog Read(IStationStore store, ILogger logger) => new(store, logger);

    /// <summary>The events that a reader has not passed, in order.</summary>
    public IEnumerable<StationEvent> WaitingFor(string reader, EventKinds kinds)
    {
        var position = Positions.GetValueOrDefault(reader);
        return Events.Where(happened => ReaderQueue.WaitsFor(happened, kinds, position));
    }

    /// <summary>What the log still holds of the transaction that an event belongs to, or null.</summary>
    public TransactionHistory? HistoryOf(StationEvent happened) =>
        happened.TransactionKey is { } key ? Histories.GetValueOrDefault(key) : null;

    private IEnumerable<(string Key, T Value)> Rows<T>(string table, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class =>
        _store.Load(table).Select(row => (row.Key, Value: row.Read(table, type, _logger))).Where(row => row.Value is not null)
            .Select(row => (row.Key, row.Value!));

    private void LoadPositions()
    {
        foreach (var row in _store.Load(StoreTables.ReaderPositions))
        {
            if (EventRows.NumberOf(Encoding.UTF8.GetString(row.Value.Span)) is { } position)
            {
                Positions[row.Key] = position;
            }
        }
    }

    private void LoadLastKey()
    {
        foreach (var row in _store.Load(StoreTables.TransactionCounter))
        {
            LastKey = EventRows.NumberOf(Encoding.UTF8.GetString(row.Value.Span)) ?? LastKey;
        }
    }

    /// <param name="running">Whose checkpoint is there, readable or not: it comes with the begin and goes with the end.</param>
    private void LoadTransactions(Dictionary<long, TransactionCheckpoint> checkpoints, HashSet<long> running)
    {
        foreach (var started in Events.OfType<TransactionStarted>())
        {
            Histories.TryAdd(started.TransactionKey!.Value, new TransactionHistory(started));
        }

        foreach (var (key, checkpoint) in checkpoints)
        {
            Histories.TryAdd(key, new TransactionHistory(checkpoint.ToStarted(key, sequence: 0)));
        }

        foreach (var ended in Events.OfType<TransactionEnded>())
        {
            if (HistoryOf(ended) is { } history)
            {
                history.Ended = ended;
            }
        }

        foreach (var happened in Events.Where(HoldsSampleForEnd))
        {
            HistoryOf(happened)?.Load(happened);
        }

        foreach (var (key, history) in Histories.OrderBy(history => history.Key).ToList())
        {
            LastKey = Math.Max(LastKey, key);
            if (history.Ended is null && running.Contains(key))
            {
                Interrupted.Add(Restore(key, history, checkpoints.GetValueOrDefault(key)));
            }
            else if (history.Ended is null)
            {
                Histories.Remove(key);
                _logger.LogCritical(
                    "Transaction {TransactionKey} of connector {ConnectorId} does not run any more, and its end cannot be read: no other one is written, "
                    + "it may have been reported",
                    key, history.Started.ConnectorId);
            }
        }
    }

    private static bool HoldsSampleForEnd(StationEvent happened) =>
        happened is TransactionStarted { Sample: not null } or TransactionSampled { Kept: not { Count: 0 } };

    private static Transaction Restore(long key, TransactionHistory history, TransactionCheckpoint? checkpoint)
    {
        var transaction = (checkpoint ?? TransactionCheckpoint.Of(history.Started)).Restore(key, history.Started);
        foreach (var sample in history.Data)
        {
            transaction.Stamp(sample.At);
        }

        return transaction;
    }
}
