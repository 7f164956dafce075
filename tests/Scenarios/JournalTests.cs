using System.Text.Json;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Station.Protocol.Transactions;
using ChargerFirmware.Station.Settings;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>What waits for the central system, what it refuses for good, and what a person can do about it.</summary>
public sealed class JournalTests
{
    private const string RefusedStop = """
        set TransactionMessageAttempts 2
        set TransactionMessageRetryInterval 5
        connector 1
        plug
        swipe 04A1B2C3
        expect status Charging within 20s
        wait 1m
        fail StopTransaction 2
        swipe 04A1B2C3
        expect sent StopTransaction within 20s
        expect sent StopTransaction within 7s
        expect no sent StopTransaction for 5m
        """;

    [Fact]
    public void What_is_refused_for_good_is_a_dead_letter_that_can_be_sent_again_with_its_id()
    {
        var store = new MemoryStore();
        Story.Run(
            async story =>
            {
                await story.RunAsync(RefusedStop);
                var journal = new JournalView(store, TransactionMessages.Shared, NullLogger.Instance);
                var letter = Assert.Single(journal.List());
                Assert.True(letter is { Action: "StopTransaction", IsDeadLetter: true, Failures: 2 });

                await story.RunAsync("power off");
                Assert.Equal(1, await journal.RetryAsync(null));
                await story.RunAsync("power on\nexpect sent StopTransaction transactionId=1 reason=Local within 60s\nwait 1s\nexpect energy reported = energy flowed");
                Assert.Empty(journal.List());
            },
            store: store);
    }

    [Fact]
    public void Where_commits_were_lost_an_end_that_may_have_been_sent_is_kept_and_not_sent_a_second_time()
    {
        var store = new MemoryStore();
        Story.Run(
            async story =>
            {
                await story.RunAsync("connector 1\nplug\nswipe 04A1B2C3\nexpect status Charging within 20s\nwait 1m\npower off");
                await store.CommitAsync([StoreChange.Put(StoreTables.MissingCommits, "812", "commits 790 to 812"u8.ToArray())]);
                await story.RunAsync("power on\nexpect link Operational within 60s\nexpect no sent StopTransaction for 5m");
                Assert.True(Assert.Single(new JournalView(store, TransactionMessages.Shared, NullLogger.Instance).List()) is { Action: "StopTransaction", IsDeadLetter: true });
                Assert.Empty(store.Load(StoreTables.MissingCommits));

                await story.RunAsync("power off");
                Assert.Equal(1, await new JournalView(store, TransactionMessages.Shared, NullLogger.Instance).RetryAsync(null));
                await story.RunAsync("power on\nexpect sent StopTransaction transactionId=1 reason=PowerLoss within 60s");
            },
            store: store);
    }

    [Fact]
    public void A_start_that_is_refused_for_good_leaves_its_transaction_without_an_id()
    {
        Story.Run(async story => await story.RunAsync(
            """
            set TransactionMessageAttempts 1
            fail StartTransaction 1
            connector 1
            plug
            swipe 04A1B2C3
            expect sent StartTransaction within 20s
            expect sent MeterValues transactionId=-1 within 65s
            swipe 04A1B2C3
            expect sent StopTransaction transactionId=-1 reason=Local within 20s
            """));
    }

    [Fact]
    public void Rows_that_cannot_be_read_are_passed_over_and_the_others_sent()
    {
        var store = new MemoryStore();
        Story.Run(
            async story =>
            {
                await story.RunAsync("connector 1\nplug\nswipe 04A1B2C3\nexpect status Charging within 20s\nlink cut\nwait 3m\npower off");
                await store.CommitAsync(
                [
                    .. new[] { StoreTables.Journal, StoreTables.Transactions, StoreTables.TransactionSamples, StoreTables.Events, StoreTables.LastEvent,
                        StoreTables.ReaderPositions, StoreTables.ClockCorrections, StoreTables.TransactionCheckpoints, StoreTables.TransactionIds, StoreTables.OutboxHead,
                        StoreTables.OpenFaults, StoreTables.DeadLetters, StoreTables.CachedTags,
                        StoreTables.Configuration, StoreTables.ListedTags, StoreTables.Reservations, StoreTables.ChargingProfiles, StoreTables.Clock, StoreTables.Inoperative,
                        StoreTables.FaultsForService, StoreTables.TransactionCounter, StoreTables.LocalListVersion, StoreTables.EnergyGaps }
                        .SelectMany(table => new[] { Junk(table, "junk"), Junk(table, "0000000000000000000"), StoreChange.Put(table, "null", "null"u8.ToArray()) }),
                ]);
                await story.RunAsync(
                    "power on\nlink restore\nexpect sent MeterValues within 2m\nexpect sent StopTransaction reason=PowerLoss within 2m\nwait 1s\nexpect energy reported = energy flowed");
            },
            store: store);

        static StoreChange Junk(string table, string key) => StoreChange.Put(table, key, "{\"no\":"u8.ToArray());
    }

    [Fact]
    public void Ten_thousand_messages_wait_in_order_and_survive_a_restart()
    {
        using var loop = new VirtualLoop(DateTimeOffset.UnixEpoch);
        var store = new MemoryStore();
        loop.Run(async () =>
        {
            var (log, outbox) = OpenAll(loop, store);
            await FillAsync(log, transactions: 100, samples: 100);
            Assert.Equal(10_200, outbox.Count);

            var messages = new JournalView(store, TransactionMessages.Shared, NullLogger.Instance).List();
            Assert.Equal(messages.OrderBy(message => message.Sequence), messages);
            Assert.Equal(10_200, OpenAll(loop, store).Outbox.Count);
        });
    }

    [Fact]
    public void A_full_journal_lets_go_of_the_oldest_meter_values_and_of_no_start_or_stop()
    {
        using var loop = new VirtualLoop(DateTimeOffset.UnixEpoch);
        var store = new MemoryStore();
        loop.Run(async () =>
        {
            await FillAsync(Open(loop, store, capacity: 1000), transactions: 60, samples: 50);

            var messages = new JournalView(store, TransactionMessages.Shared, NullLogger.Instance).List();
            Assert.Equal(1000, messages.Count);
            Assert.Equal(60, messages.Count(message => message.Action == "StartTransaction"));
            Assert.Equal(60, messages.Count(message => message.Action == "StopTransaction"));
            Assert.Equal(880, messages.Count(message => message.Action == "MeterValues"));

            var latestSamples = messages.Where(message => message.Action == "MeterValues").Select(message => message.Sequence).ToList();
            Assert.Equal(messages[^1].Sequence - 1, latestSamples[^1]);
            Assert.True(latestSamples[0] > messages[^1].Sequence / 2);
        });
    }

    [Fact]
    public void A_stop_with_more_samples_than_a_message_holds_keeps_the_first_and_the_last()
    {
        using var loop = new VirtualLoop(DateTimeOffset.UnixEpoch);
        var store = new MemoryStore();
        loop.Run(async () =>
        {
            var journal = Open(loop, store);
            var transaction = Start(journal);
            await journal.StartedAsync(transaction);
            for (var sample = 1; sample <= StationSettings.StopTransactionMaxMeterValues; sample++)
            {
                MeasuredValue[] values = [.. Enumerable.Repeat(new MeasuredValue(Measurand.EnergyActiveImportRegister, sample), 20)];
                await journal.SampledAsync(
                    transaction, DateTimeOffset.UnixEpoch.AddMinutes(sample), ReadingContext.SamplePeriodic, values, values);
            }

            await EndAsync(journal, transaction);
        });

        var stop = new JournalView(store, TransactionMessages.Shared, NullLogger.Instance).List()[^1].Payload;
        using var payload = JsonDocument.Parse(stop);
        var data = payload.RootElement.GetProperty("transactionData");
        Assert.InRange(stop.Length, 40 * 1024, 120 * 1024);
        Assert.Equal("1", data[0].GetProperty("sampledValue")[0].GetProperty("value").GetString());
        Assert.Equal("500", data[data.GetArrayLength() - 1].GetProperty("sampledValue")[0].GetProperty("value").GetString());
    }

    [Fact]
    public void A_register_beyond_32_bits_is_reported_whole()
    {
        using var loop = new VirtualLoop(DateTimeOffset.UnixEpoch);
        var store = new MemoryStore();
        loop.Run(async () =>
        {
            var journal = Open(loop, store);
            var transaction = Start(journal, meterStartWh: 2_147_483_640);
            await journal.StartedAsync(transaction);
            await EndAsync(journal, transaction, meterStopWh: 2_147_499_000);

            var payloads = new JournalView(store, TransactionMessages.Shared, NullLogger.Instance).List().Select(message => message.Payload).ToList();
            Assert.Contains("\"meterStart\":2147483640,", payloads[0], StringComparison.Ordinal);
            Assert.Contains("\"meterStop\":2147499000,", payloads[1], StringComparison.Ordinal);
        });
    }

    private static EventLog Open(Loop loop, IStationStore store, int capacity = EventLog.Capacity) => OpenAll(loop, store, capacity).Log;

    private static (EventLog Log, Outbox Outbox) OpenAll(Loop loop, IStationStore store, int capacity = EventLog.Capacity)
    {
        var watched = new WatchedStore(loop, store, NullLogger.Instance);
        var log = new EventLog(watched, new StationClock(loop.Time), RandomSource.Seeded(1), NullLogger.Instance, capacity);
        var outbox = new Outbox(log, watched, TransactionMessages.Shared, NullLogger.Instance);
        log.Begin();
        return (log, outbox);
    }

    private static async Task FillAsync(EventLog journal, int transactions, int samples)
    {
        for (var number = 0; number < transactions; number++)
        {
            var transaction = Start(journal);
            await journal.StartedAsync(transaction);
            for (var sample = 0; sample < samples; sample++)
            {
                await journal.SampledAsync(
                    transaction, DateTimeOffset.UnixEpoch, ReadingContext.SamplePeriodic, [new(Measurand.EnergyActiveImportRegister, sample)], []);
            }

            await EndAsync(journal, transaction, meterStopWh: samples);
        }
    }

    private static Transaction Start(EventLog journal, long meterStartWh = 0) => new()
    {
        Key = journal.NextKey(),
        Id = journal.NextTransactionId(),
        ConnectorId = 1,
        IdToken = new IdToken("04A1B2C3"),
        StartedAt = DateTimeOffset.UnixEpoch,
        MeterStartWh = meterStartWh,
    };

    private static Task EndAsync(EventLog journal, Transaction transaction, long meterStopWh = 0)
    {
        transaction.Stop(StopReason.Local);
        transaction.Close(DateTimeOffset.UnixEpoch, meterStopWh);
        return journal.EndedAsync(transaction);
    }
}
