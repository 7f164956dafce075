using System.Text;
using System.Text.Json;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Ocpp16.Transactions;

/// <summary>
/// The transaction messages in the order of what happened: durable before they are sent, gone when they are answered. Their
/// content is fixed when they are written; only the transaction's id is put in later, because an offline start has none yet, and the
/// stamps of a clock that turns out to have been wrong, before anything is sent.
/// </summary>
public sealed class TransactionJournal : ITransactionLog
{
    /// <summary>The id of a transaction whose start the central system never took (errata v4.0).</summary>
    public const long UnknownTransactionId = -1;

    /// <summary>
    /// Messages from which on the oldest meter values between a start and its stop go for every new one. A transaction's start and stop
    /// are kept beyond it.
    /// </summary>
    public const int Capacity = 50_000;

    private readonly WatchedStore _store;
    private readonly ILogger _logger;
    private readonly DeadLetters _deadLetters = new();
    private readonly LinkedList<JournalEntry> _entries = [];
    private readonly Dictionary<long, long?> _ids = [];
    private readonly Dictionary<long, Transaction> _running = [];
    private readonly Dictionary<long, int> _samples = [];
    private readonly List<Transaction> _interrupted = [];
    private readonly LostCommits _lost;
    private readonly int _capacity;
    private long _lastSequence;
    private long _lastKey;
    private long _lastKeyOfBefore;
    private TimeSpan _corrected;

    public TransactionJournal(WatchedStore store, StationClock clock, ILogger logger, int capacity = Capacity)
    {
        _store = store;
        _logger = logger;
        _capacity = capacity;
        Load();
        _lost = new LostCommits(store, _interrupted, logger);
        _lastKeyOfBefore = _lastKey;
        clock.Synchronised += moved => store.Hold(Correct(moved));
    }

    /// <summary>There is something new to send. Raised on the loop.</summary>
    public event Action? Appended;

    /// <summary>A message was given up and lies among the dead letters. Raised on the loop.</summary>
    public event Action<string>? DeadLettered;

    /// <summary><see cref="Count"/> or <see cref="DeadLetters"/> has changed. Raised on the loop.</summary>
    public event Action? CountChanged;

    public IReadOnlyList<Transaction> Interrupted => _interrupted;

    /// <summary>Messages not answered yet.</summary>
    public int Count => _entries.Count;

    /// <summary>When what the oldest of them tells has happened; null when there is none.</summary>
    public DateTimeOffset? OldestAt => Head is { } head ? JournalPayload.TimestampOf(head) : null;

    /// <summary>Messages that were given up and are kept.</summary>
    public int DeadLetters => _deadLetters.Count;

    internal JournalEntry? Head => _entries.First?.Value;

    public long NextKey() => ++_lastKey;

    public async Task StartedAsync(Transaction transaction)
    {
        var entry = Entry(transaction, Ocpp16Catalog.StartTransaction, new StartTransactionRequest
        {
            ConnectorId = transaction.ConnectorId,
            IdTag = transaction.IdTag,
            MeterStart = transaction.MeterStartWh,
            Timestamp = transaction.StartedAt,
            ReservationId = transaction.ReservationId,
        });
        var corrected = _corrected;
        await _store.CommitAsync(
        [
            JournalRows.Put(entry),
            JournalRows.Put(transaction.Key, TransactionRow.Of(transaction)),
            JournalRows.PutLastKey(_lastKey),
            .. transaction.Data.Select((sample, index) => JournalRows.PutSample(transaction.Key, index, sample)),
        ]);
        if (corrected != _corrected)
        {
            _store.Hold([.. Correct(transaction, _corrected)]);
        }

        _running.Add(transaction.Key, transaction);
        _samples[transaction.Key] = transaction.Data.Count;
        _ids[transaction.Key] = null;
        Append(entry, corrected);
    }

    public async Task ProgressedAsync(IReadOnlyList<Transaction> running)
    {
        var changes = running.Where(transaction => transaction.MeterStopWh is null)
            .Select(transaction => JournalRows.Put(transaction.Key, TransactionRow.Of(transaction))).ToList();
        await _store.CommitOrHoldAsync(changes);
    }

    public Task SampledAsync(Transaction transaction, MeterSample told, MeterSample? kept)
    {
        var entry = Entry(transaction, Ocpp16Catalog.MeterValues, new MeterValuesRequest
        {
            ConnectorId = transaction.ConnectorId,
            TransactionId = UnknownTransactionId,
            MeterValue = [SampleWriter.Write(told)],
        });

        // A transaction that is cut short now must not end before what was told of it.
        transaction.AliveAt = told.Timestamp > transaction.AliveAt ? told.Timestamp : transaction.AliveAt;
        var with = new List<StoreChange> { JournalRows.Put(transaction.Key, TransactionRow.Of(transaction)) };
        if (kept is not null)
        {
            with.Add(JournalRows.PutSample(transaction.Key, _samples[transaction.Key]++, kept));
        }

        return AppendOrHoldAsync(entry, with);
    }

    public async Task EndedAsync(Transaction transaction)
    {
        var entry = Entry(transaction, Ocpp16Catalog.StopTransaction, StopWriter.Write(transaction));
        _samples.Remove(transaction.Key, out var samples);
        var with = new List<StoreChange>
        {
            JournalRows.Put(transaction.Key, new TransactionRow { CentralSystemId = _ids.GetValueOrDefault(transaction.Key) }),
        };
        with.AddRange(Enumerable.Range(0, samples).Select(index => JournalRows.DeleteSample(transaction.Key, index)));
        if (_lost.CastDoubtOn(transaction, with))
        {
            await SetAsideAsync(entry, with);
            return;
        }

        await AppendOrHoldAsync(entry, with);
        _running.Remove(transaction.Key);
    }

    /// <summary>The running transaction that the central system knows by <paramref name="centralSystemId"/>, or null.</summary>
    public Transaction? FindRunning(long centralSystemId) =>
        _running.Values.FirstOrDefault(transaction => transaction.CentralSystemId == centralSystemId);

    /// <summary>The payload as it goes out now. A dead letter that a person has put back carries its id already.</summary>
    internal ReadOnlyMemory<byte> Render(JournalEntry entry) => RenderWhole(entry.IsStripped ? JournalPayload.Stripped(entry) : entry);

    private ReadOnlyMemory<byte> RenderWhole(JournalEntry entry) => _ids.TryGetValue(entry.TransactionKey, out var id)
        ? JournalPayload.WithId(entry, id ?? UnknownTransactionId)
        : JsonSerializer.SerializeToUtf8Bytes(entry.Payload, JournalJson.Default.JsonElement);

    /// <summary>The head was answered. A start's answer names the transaction for all that follows.</summary>
    /// <param name="centralSystemId">Null where the answer gave none: the transaction is told as -1 and cannot be asked for.</param>
    /// <returns>The transaction if it still runs.</returns>
    internal async Task<Transaction?> SettleAsync(JournalEntry head, long? centralSystemId)
    {
        var changes = new List<StoreChange> { JournalRows.Delete(head) };
        var running = _running.GetValueOrDefault(head.TransactionKey);
        if (head.Action == Ocpp16Catalog.StartTransaction.Name)
        {
            changes.Add(Identify(head.TransactionKey, running, centralSystemId));
        }
        else if (head.Action == Ocpp16Catalog.StopTransaction.Name)
        {
            _ids.Remove(head.TransactionKey);
            changes.Add(JournalRows.DeleteTransaction(head.TransactionKey));
        }

        _entries.RemoveFirst();
        CountChanged?.Invoke();
        if (head.Action == Ocpp16Catalog.MeterValues.Name && _running.Count > 0)
        {
            // The next commit is at most ten seconds away; told twice after a cut in between, a value is still the same value.
            _store.HoldForNext(changes);
            return running;
        }

        await _store.CommitOrHoldAsync(changes);
        return running;
    }

    /// <summary>The head was refused once more and will be sent again.</summary>
    internal Task NoteFailureAsync(JournalEntry head) => ReplaceHeadAsync(head with { Failures = head.Failures + 1 });

    /// <summary>The head was refused for its content: from now on it is sent without what it can be sent without.</summary>
    /// <returns>False when there is nothing of the kind left in it.</returns>
    internal async Task<bool> TryStripAsync(JournalEntry head)
    {
        if (head.IsStripped || !JournalPayload.CanBeStripped(head))
        {
            return false;
        }

        await ReplaceHeadAsync(head with { IsStripped = true });
        return true;
    }

    /// <summary>The head was refused for good: it leaves the queue and is kept where a person can find it, whole and with its id.</summary>
    internal async Task GiveUpAsync(JournalEntry head)
    {
        var letter = head with { Payload = JsonElement.Parse(RenderWhole(head).Span), Failures = head.Failures + 1, IsStripped = false };
        var changes = new List<StoreChange> { JournalRows.Delete(head) };
        _deadLetters.Add(letter, changes);
        if (head.Action == Ocpp16Catalog.StopTransaction.Name)
        {
            _ids.Remove(head.TransactionKey);
            changes.Add(JournalRows.DeleteTransaction(head.TransactionKey));
        }

        _entries.RemoveFirst();
        CountChanged?.Invoke();
        _logger.Log(
            head.Action == Ocpp16Catalog.MeterValues.Name ? LogLevel.Warning : LogLevel.Critical,
            "{Action} of transaction {TransactionKey} was refused {Failures} times and is now dead letter {Sequence}",
            head.Action, head.TransactionKey, letter.Failures, head.Sequence);
        await _store.CommitOrHoldAsync(changes);
        DeadLettered?.Invoke(head.Action);
    }

    /// <summary>An end that may have been sent before, in another form, is not sent until a person has looked.</summary>
    private async Task SetAsideAsync(JournalEntry entry, List<StoreChange> with)
    {
        var letter = entry with { Payload = JsonElement.Parse(Render(entry).Span) };
        _deadLetters.Add(letter, with);
        CountChanged?.Invoke();
        _logger.LogCritical(
            "Transaction {TransactionKey}, to the central system {TransactionId}, may have ended in commits that the store has lost, and its "
            + "StopTransaction have been sent: this one is dead letter {Sequence}. Where the other is missing, 'charger journal retry' sends it",
            entry.TransactionKey, _ids.GetValueOrDefault(entry.TransactionKey), entry.Sequence);
        await _store.CommitOrHoldAsync(with);
        DeadLettered?.Invoke(entry.Action);
    }

    private Task ReplaceHeadAsync(JournalEntry head)
    {
        _entries.First!.Value = head;
        return _store.CommitOrHoldAsync([JournalRows.Put(head)]);
    }

    private StoreChange Identify(long transactionKey, Transaction? running, long? centralSystemId)
    {
        _ids[transactionKey] = centralSystemId;
        var interrupted = _interrupted.Find(transaction => transaction.Key == transactionKey && transaction.MeterStopWh is null);
        if ((running ?? interrupted) is not { } known)
        {
            return JournalRows.Put(transactionKey, new TransactionRow { CentralSystemId = centralSystemId });
        }

        known.CentralSystemId = centralSystemId;
        return JournalRows.Put(transactionKey, known.MeterStopWh is null ? TransactionRow.Of(known) : new TransactionRow { CentralSystemId = centralSystemId });
    }

    private JournalEntry Entry<TRequest, TResponse>(Transaction transaction, TypedAction<TRequest, TResponse> action, TRequest request)
        where TRequest : class
        where TResponse : class =>
        new(++_lastSequence, transaction.Key, action.Name, JsonElement.Parse(action.EncodeRequest(request).Span));

    private async Task AppendOrHoldAsync(JournalEntry entry, IReadOnlyList<StoreChange> with)
    {
        var corrected = _corrected;
        await _store.CommitOrHoldAsync([JournalRows.Put(entry), .. with]);
        Append(entry, corrected);
    }

    /// <summary>The head may be on its way; begin and end of a transaction stand in its start and stop.</summary>
    private LinkedListNode<JournalEntry>? OldestDispensable()
    {
        for (var node = _entries.First?.Next; node is not null; node = node.Next)
        {
            if (node.Value.Action == Ocpp16Catalog.MeterValues.Name)
            {
                return node;
            }
        }

        return null;
    }

    /// <param name="corrected">By how much this run's stamps had been corrected when it was written: the time may have come while the disk was busy.</param>
    private void Append(JournalEntry entry, TimeSpan corrected)
    {
        if (corrected != _corrected && entry.TransactionKey > _lastKeyOfBefore)
        {
            entry = JournalPayload.Moved(entry, _corrected);
            _store.Hold([JournalRows.Put(entry)]);
        }

        _entries.AddLast(entry);
        if (_entries.Count > _capacity && OldestDispensable() is { } dispensable)
        {
            _entries.Remove(dispensable);
            _logger.LogError(
                "{Count} messages wait for the central system; the oldest meter values go, of transaction {TransactionKey}",
                _entries.Count, dispensable.Value.TransactionKey);
            _store.Hold([JournalRows.Delete(dispensable.Value)]);
        }

        CountChanged?.Invoke();
        Appended?.Invoke();
    }

    /// <summary>Until now everything of this run was stamped by a clock that was off by <paramref name="moved"/>; nothing of it has been sent.</summary>
    private List<StoreChange> Correct(TimeSpan moved)
    {
        _corrected = moved;
        var changes = new List<StoreChange>();
        for (var node = _entries.First; node is not null; node = node.Next)
        {
            // A transaction of a run before is stamped by the clock of then, also where it was ended in this one.
            if (node.Value.TransactionKey > _lastKeyOfBefore)
            {
                node.Value = JournalPayload.Moved(node.Value, moved);
                changes.Add(JournalRows.Put(node.Value));
            }
        }

        foreach (var transaction in _running.Values)
        {
            changes.AddRange(Correct(transaction, moved));
        }

        return changes;
    }

    private static IEnumerable<StoreChange> Correct(Transaction transaction, TimeSpan moved)
    {
        transaction.Correct(moved);

        // The end that is just being written says all, and its row must stay the last.
        return transaction.MeterStopWh is not null ? [] :
        [
            JournalRows.Put(transaction.Key, TransactionRow.Of(transaction)),
            .. transaction.Data.Select((sample, index) => JournalRows.PutSample(transaction.Key, index, sample)),
        ];
    }

    private void Load()
    {
        foreach (var row in _store.Load(StoreTables.Journal))
        {
            if (row.Read(StoreTables.Journal, JournalJson.Default.JournalEntry, _logger) is { } entry)
            {
                _entries.AddLast(entry);
                _lastSequence = Math.Max(_lastSequence, entry.Sequence);
            }
        }

        _lastSequence = Math.Max(_lastSequence, _deadLetters.Load(_store, _logger));
        foreach (var row in _store.Load(StoreTables.TransactionCounter))
        {
            _lastKey = JournalRows.NumberOf(Encoding.UTF8.GetString(row.Value.Span)) ?? 0;
        }

        foreach (var row in _store.Load(StoreTables.Transactions))
        {
            LoadTransaction(row);
        }
    }

    private void LoadTransaction(StoreRow row)
    {
        if (JournalRows.NumberOf(row.Key) is not { } key || row.Read(StoreTables.Transactions, JournalJson.Default.TransactionRow, _logger) is not { } known)
        {
            return;
        }

        // A counter that was lost with its row must not give a number away twice.
        _lastKey = Math.Max(_lastKey, key);
        _ids[key] = known.CentralSystemId;
        if (known.Running is { } running)
        {
            var transaction = running.Restore(key, known.CentralSystemId);
            var samples = _store.Load(StoreTables.TransactionSamples).Where(sample => JournalRows.TransactionOfSample(sample.Key) == key).ToList();
            foreach (var sample in samples)
            {
                if (sample.Read(StoreTables.TransactionSamples, JournalJson.Default.MeterSample, _logger) is { } data)
                {
                    transaction.AddData(data, StationSettings.StopTransactionMaxMeterValues);
                }
            }

            _samples[key] = samples.Count;
            _interrupted.Add(transaction);
        }
    }
}
