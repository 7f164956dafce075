using System.IO.Compression;
using System.Text.Json;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Station.Protocol.Transactions;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;
using ChargerFirmware.Store.Sqlite.Adapters;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Events;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Station.Ocpp16.Transactions;

/// <summary>
/// A store that version 0.1.0 left behind when it was killed, before there was an event log: on connector 1 a transaction that runs and is
/// known to the central system as 2, on connector 2 one that began and ended offline and one that began offline and runs; a StopTransaction
/// that was refused; six events for MQTT.
/// </summary>
public sealed class FormerStoreTests : IDisposable
{
    private readonly VirtualLoop _loop = new(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly MemoryStore _store = new();

    public FormerStoreTests()
    {
        var folder = Directory.CreateTempSubdirectory("charger-former-").FullName;
        using (var packed = typeof(FormerStoreTests).Assembly.GetManifestResourceStream(
            "ChargerFirmware.Tests.Unit.Station.Events.store-before-events.db.gz")!)
        using (var file = File.Create(Path.Combine(folder, "station.db")))
        {
            new GZipStream(packed, CompressionMode.Decompress).CopyTo(file);
        }

        using (var former = StoreFolder.Open(folder, NullLogger.Instance))
        {
            Assert.Null(former.Store.Damage);
            string[] tables =
            [
                StoreTables.Journal, StoreTables.DeadLetters, StoreTables.Transactions, StoreTables.TransactionSamples, StoreTables.TransactionCounter,
                StoreTables.TelemetryEvents,
            ];
            foreach (var table in tables)
            {
                _ = _store.CommitAsync([.. former.Store.Load(table).Select(row => StoreChange.Put(table, row.Key, row.Value))]);
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    public void Dispose() => _loop.Dispose();

    [Fact]
    public void What_waited_is_sent_in_order_and_every_transaction_ends_with_its_samples() => _loop.Run(async () =>
    {
        var before = new JournalView(_store, TransactionMessages.Shared, NullLogger.Instance).List();
        var (log, outbox) = Open();
        Assert.Equal((before.Count(message => !message.IsDeadLetter), 1), (outbox.Count, outbox.DeadLetters));
        Assert.Equal([(2L, 2L), (4L, (long?)null)], log.Interrupted.Select(transaction => (transaction.Key, transaction.CentralSystemId)));
        Assert.Equal(5, log.NextKey());

        foreach (var interrupted in log.Interrupted)
        {
            await EndAsync(log, interrupted);
        }

        var sent = await SendAllAsync(outbox);
        Assert.Equal(
            before.Where(message => !message.IsDeadLetter).Select(message => message.Action).Concat(["StopTransaction", "StopTransaction"]),
            sent.Select(message => message.Action));
        Assert.Equal([2L, 103, 104], sent.Select(message => message.TransactionId).Distinct().OfType<long>().Order());
        var stops = sent.Where(message => message.Action == "StopTransaction").ToList();
        Assert.Equal([103L, 2, 104], stops.Select(stop => stop.TransactionId!.Value));
        Assert.Equal([32, 5], stops.Skip(1).Select(stop => stop.Payload.GetProperty("transactionData").GetArrayLength()));
        Assert.Equal(
            "Transaction.Begin", stops[1].Payload.GetProperty("transactionData")[0].GetProperty("sampledValue")[0].GetProperty("context").GetString());
    });

    [Fact]
    public void A_restart_at_any_message_sends_the_rest_and_nothing_else()
    {
        var whole = new List<string>();
        _loop.Run(async () =>
        {
            var (_, outbox) = Open();
            whole.AddRange((await SendAllAsync(outbox, limit: 0)).Select(message => message.Payload.GetRawText()));
            while (outbox.Count > 0)
            {
                whole.AddRange((await SendAllAsync(Open().Outbox, limit: 1)).Select(message => message.Payload.GetRawText()));
                outbox = Open().Outbox;
            }
        });

        Assert.Equal(59, whole.Count);
        Assert.Equal(whole.Count, whole.Distinct().Count());
    }

    [Fact]
    public void Its_events_are_reported_first_and_the_numbers_go_on() => _loop.Run(async () =>
    {
        var watched = new WatchedStore(_loop, _store, NullLogger.Instance);
        var log = new EventLog(watched, new StationClock(_loop.Time), RandomSource.Seeded(1), NullLogger.Instance);
        var reports = new EventReports(new FaultBarrier(_loop, NullLogger.Instance), watched, log, "CP-1", NullLogger.Instance);
        log.Begin();
        await EndAsync(log, log.Interrupted[0]);

        var sequences = new List<long>();
        while (reports.Transactions.Next is { } next)
        {
            sequences.Add(next.Sequence);
            reports.Transactions.Pass(next);
        }

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], sequences);
    });

    [Fact]
    public void Nothing_of_the_former_tables_is_left_once_all_is_sent() => _loop.Run(async () =>
    {
        var (log, outbox) = Open();
        foreach (var interrupted in log.Interrupted)
        {
            await EndAsync(log, interrupted);
        }

        await SendAllAsync(outbox);
        string[] tables =
        [
            StoreTables.Journal, StoreTables.Transactions, StoreTables.TransactionSamples, StoreTables.Events, StoreTables.TransactionCheckpoints,
            StoreTables.TransactionIds,
        ];
        Assert.All(tables, table => Assert.Empty(_store.Load(table)));
    });

    private static async Task<List<(string Action, long? TransactionId, JsonElement Payload)>> SendAllAsync(Outbox outbox, int limit = int.MaxValue)
    {
        var sent = new List<(string, long?, JsonElement)>();
        while (sent.Count < limit && outbox.Head is { } head)
        {
            var payload = JsonElement.Parse(outbox.Render(head)!.Encode().Span);
            sent.Add((head.Action, payload.TryGetProperty("transactionId", out var id) ? id.GetInt64() : null, payload));
            await outbox.SettleAsync(head, head.Role == MessageRole.Start ? 100 + head.TransactionKey : null);
        }

        return sent;
    }

    private static Task EndAsync(EventLog log, Transaction interrupted)
    {
        interrupted.Stop(StopReason.PowerLoss);
        interrupted.Close(interrupted.Stamp(interrupted.AliveAt), interrupted.MeterLastWh);
        return log.EndedAsync(interrupted);
    }

    private (EventLog Log, Outbox Outbox) Open()
    {
        var watched = new WatchedStore(_loop, _store, NullLogger.Instance);
        var log = new EventLog(watched, new StationClock(_loop.Time), RandomSource.Seeded(1), NullLogger.Instance);
        var outbox = new Outbox(log, watched, TransactionMessages.Shared, NullLogger.Instance);
        log.Begin();
        return (log, outbox);
    }
}
