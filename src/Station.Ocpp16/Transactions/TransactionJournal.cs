using System.Globalization;
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
/// content is fixed when they are written; only the transaction's id is put in later, because an offline start has none yet.
/// </summary>
public sealed class TransactionJournal : ITransactionLog
{
    /// <summary>The id of a transaction whose start the central system never took (errata v4.0).</summary>
    public const int UnknownTransactionId = -1;

    private const string NextKeyRow = "next";
    private readonly WatchedStore _store;
    private readonly ILogger _logger;
    private readonly LinkedList<JournalEntry> _entries = [];
    private readonly Dictionary<long, int?> _ids = [];
    private readonly Dictionary<long, Transaction> _running = [];
    private long _lastSequence;
    private long _lastKey;

    public TransactionJournal(WatchedStore store, ILogger logger)
    {
        _store = store;
        _logger = logger;
        Load();
    }

    /// <summary>There is something new to send. Raised on the loop.</summary>
    public event Action? Appended;

    /// <summary>Messages not answered yet.</summary>
    public int Count => _entries.Count;

    internal JournalEntry? Head => _entries.First?.Value;

    public long NextKey() => ++_lastKey;

    public async Task StartedAsync(Transaction transaction)
    {
        var request = new StartTransactionRequest
        {
            ConnectorId = transaction.ConnectorId,
            IdTag = transaction.IdTag,
            MeterStart = (int)transaction.MeterStartWh,
            Timestamp = transaction.StartedAt,
            ReservationId = transaction.ReservationId,
        };
        var entry = Entry(transaction, Ocpp16Catalog.StartTransaction, request);
        await _store.CommitAsync(
        [
            Put(entry),
            Put(transaction.Key, new TransactionRow(null)),
            StoreChange.Put(StoreTables.Transactions, NextKeyRow, JsonSerializer.SerializeToUtf8Bytes(_lastKey, JournalJson.Default.Int64)),
        ]);
        _running.Add(transaction.Key, transaction);
        _ids[transaction.Key] = null;
        Append(entry);
    }

    public Task SampledAsync(Transaction transaction, MeterSample sample) =>
        AppendOrHoldAsync(Entry(transaction, Ocpp16Catalog.MeterValues, new MeterValuesRequest
        {
            ConnectorId = transaction.ConnectorId,
            TransactionId = UnknownTransactionId,
            MeterValue = [SampleWriter.Write(sample)],
        }));

    public async Task EndedAsync(Transaction transaction)
    {
        await AppendOrHoldAsync(Entry(transaction, Ocpp16Catalog.StopTransaction, new StopTransactionRequest
        {
            TransactionId = UnknownTransactionId,
            IdTag = transaction.StopIdTag,
            MeterStop = (int)transaction.MeterStopWh!.Value,
            Timestamp = transaction.StoppedAt!.Value,
            Reason = Enum.Parse<ChargerFirmware.Ocpp16.Types.Reason>(transaction.StopReason!.Value.ToString()),
            TransactionData = transaction.Data.Count == 0 ? null : [.. transaction.Data.Select(SampleWriter.Write)],
        }));
        _running.Remove(transaction.Key);
    }

    /// <summary>The running transaction that the central system knows by <paramref name="centralSystemId"/>, or null.</summary>
    public Transaction? FindRunning(int centralSystemId) =>
        _running.Values.FirstOrDefault(transaction => transaction.CentralSystemId == centralSystemId);

    /// <summary>The tag that a journaled StartTransaction carries.</summary>
    internal static string StartTagOf(JournalEntry entry) => entry.Payload.GetProperty("idTag").GetString()!;

    /// <summary>The tag that a journaled StopTransaction carries, or null.</summary>
    internal static string? StopTagOf(JournalEntry entry) => entry.Payload.TryGetProperty("idTag", out var idTag) ? idTag.GetString() : null;

    /// <summary>The payload as it goes out now.</summary>
    internal ReadOnlyMemory<byte> Render(JournalEntry entry)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(entry.Payload, JournalJson.Default.JsonElement);
        var id = _ids.GetValueOrDefault(entry.TransactionKey) ?? UnknownTransactionId;
        if (entry.Action == Ocpp16Catalog.MeterValues.Name && Ocpp16Catalog.MeterValues.DecodeRequest(payload).TryGet(out var values, out _))
        {
            return Ocpp16Catalog.MeterValues.EncodeRequest(values with { TransactionId = id });
        }

        if (entry.Action == Ocpp16Catalog.StopTransaction.Name && Ocpp16Catalog.StopTransaction.DecodeRequest(payload).TryGet(out var stop, out _))
        {
            return Ocpp16Catalog.StopTransaction.EncodeRequest(stop with { TransactionId = id });
        }

        return payload;
    }

    /// <summary>The head was answered. A start's answer names the transaction for all that follows.</summary>
    /// <param name="centralSystemId">Null where the answer gave none: the transaction is told as -1 and cannot be asked for.</param>
    /// <returns>The transaction if it still runs.</returns>
    internal async Task<Transaction?> SettleAsync(JournalEntry head, int? centralSystemId)
    {
        var changes = new List<StoreChange> { StoreChange.Delete(StoreTables.Journal, RowKey(head.Sequence)) };
        var running = _running.GetValueOrDefault(head.TransactionKey);
        if (head.Action == Ocpp16Catalog.StartTransaction.Name)
        {
            _ids[head.TransactionKey] = centralSystemId;
            changes.Add(Put(head.TransactionKey, new TransactionRow(centralSystemId)));
            if (running is not null)
            {
                running.CentralSystemId = centralSystemId;
            }
        }
        else if (head.Action == Ocpp16Catalog.StopTransaction.Name)
        {
            _ids.Remove(head.TransactionKey);
            changes.Add(StoreChange.Delete(StoreTables.Transactions, RowKey(head.TransactionKey)));
        }

        _entries.RemoveFirst();
        await _store.CommitOrHoldAsync(changes);
        return running;
    }

    /// <summary>The head was refused once more and will be sent again.</summary>
    internal async Task NoteFailureAsync(JournalEntry head)
    {
        var failed = head with { Failures = head.Failures + 1 };
        _entries.First!.Value = failed;
        await _store.CommitOrHoldAsync([Put(failed)]);
    }

    /// <summary>The head was refused for good: it leaves the queue and is kept where a person can find it.</summary>
    internal async Task GiveUpAsync(JournalEntry head)
    {
        _entries.RemoveFirst();
        _logger.LogError(
            "{Action} of transaction {TransactionKey} was refused {Failures} times and is now a dead letter",
            head.Action, head.TransactionKey, head.Failures + 1);
        await _store.CommitOrHoldAsync(
        [
            StoreChange.Delete(StoreTables.Journal, RowKey(head.Sequence)),
            StoreChange.Put(StoreTables.DeadLetters, RowKey(head.Sequence), JsonSerializer.SerializeToUtf8Bytes(head, JournalJson.Default.JournalEntry)),
        ]);
    }

    private static string RowKey(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    private static StoreChange Put(JournalEntry entry) => StoreChange.Put(
        StoreTables.Journal, RowKey(entry.Sequence), JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Default.JournalEntry));

    private static StoreChange Put(long transactionKey, TransactionRow row) => StoreChange.Put(
        StoreTables.Transactions, RowKey(transactionKey), JsonSerializer.SerializeToUtf8Bytes(row, JournalJson.Default.TransactionRow));

    private JournalEntry Entry<TRequest, TResponse>(Transaction transaction, TypedAction<TRequest, TResponse> action, TRequest request)
        where TRequest : class
        where TResponse : class =>
        new(++_lastSequence, transaction.Key, action.Name, JsonElement.Parse(action.EncodeRequest(request).Span));

    private async Task AppendOrHoldAsync(JournalEntry entry)
    {
        await _store.CommitOrHoldAsync([Put(entry)]);
        Append(entry);
    }

    private void Append(JournalEntry entry)
    {
        _entries.AddLast(entry);
        Appended?.Invoke();
    }

    private void Load()
    {
        foreach (var row in _store.Load(StoreTables.Journal))
        {
            var entry = JsonSerializer.Deserialize(row.Value.Span, JournalJson.Default.JournalEntry)!;
            _entries.AddLast(entry);
            _lastSequence = Math.Max(_lastSequence, entry.Sequence);
        }

        foreach (var row in _store.Load(StoreTables.Transactions))
        {
            if (row.Key == NextKeyRow)
            {
                _lastKey = JsonSerializer.Deserialize(row.Value.Span, JournalJson.Default.Int64);
            }
            else
            {
                var transaction = JsonSerializer.Deserialize(row.Value.Span, JournalJson.Default.TransactionRow)!;
                _ids[long.Parse(row.Key, CultureInfo.InvariantCulture)] = transaction.CentralSystemId;
            }
        }
    }
}
