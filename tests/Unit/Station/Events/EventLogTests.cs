using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Station.Protocol.Transactions;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Events;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Station.Events;

/// <summary>What a disk that hesitates, a clock that was wrong and rows that are lost may cost a transaction: neither its end nor a second one.</summary>
public sealed class EventLogTests : IDisposable
{
    private static readonly DateTimeOffset s_begin = new(2026, 12, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly VirtualLoop _loop = new(s_begin);

    public void Dispose() => _loop.Dispose();

    [Fact]
    public void An_end_whose_commit_was_refused_is_read_before_the_begin_behind_it()
    {
        var disk = new HandStore();
        var (log, outbox) = Open(disk);
        var first = Begun(log, 1);
        Do(() => log.StartedAsync(first), disk);
        Do(() => SettleAsync(outbox, 11), disk);

        // The end is refused while the begin is asked for, and then kept.
        var second = Begun(log, 2);
        _loop.Run(() =>
        {
            _ = EndAsync(log, first);
            _ = log.StartedAsync(second);
        });
        disk.Refuse();
        _loop.RunFor(TimeSpan.FromMilliseconds(1));
        Assert.Equal((null, 0), (outbox.Head?.Action, outbox.Count));

        disk.Do();
        _loop.RunFor(TimeSpan.FromMilliseconds(1));
        Assert.Equal(("StopTransaction", 1), (outbox.Head?.Action, outbox.Count));

        disk.Do();
        _loop.RunFor(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["StopTransaction", "StartTransaction"], Drain(outbox));
    }

    [Fact]
    public void An_end_in_memory_only_is_read_when_the_disk_takes_it_and_holds_up_what_comes_behind()
    {
        var disk = new HandStore();
        var (log, outbox) = Open(disk);
        var (first, second) = (Begun(log, 1), Begun(log, 2));
        Do(() => log.StartedAsync(first), disk);
        Do(() => log.StartedAsync(second), disk);
        Do(() => SettleAsync(outbox, 11), disk);
        Do(() => SettleAsync(outbox, 12), disk);

        var steps = new List<string>();
        _loop.Run(() =>
        {
            _ = EndedAsync();
        });
        RefuseAll(disk);
        Assert.Equal(["ended"], steps);
        Assert.DoesNotContain(first, log.Running);
        Assert.Equal((null, 0), (outbox.Head?.Action, outbox.Count));

        _loop.Run(() =>
        {
            _ = SampleAsync(log, second);
        });
        RefuseAll(disk);
        Assert.Equal(0, outbox.Count);

        // The next attempt writes it, or keeps it at least.
        _loop.RunFor(TimeSpan.FromSeconds(6));
        disk.Refuse();
        _loop.RunFor(TimeSpan.FromMilliseconds(1));
        disk.Do();
        _loop.RunFor(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, outbox.Count);
        Assert.Equal(["StopTransaction", "MeterValues"], Drain(outbox));

        async Task EndedAsync()
        {
            await EndAsync(log, first);
            steps.Add("ended");
        }
    }

    [Fact]
    public void An_end_in_memory_only_is_that_of_the_restart_when_the_station_ends_before_it_is_written()
    {
        var disk = new HandStore();
        var (log, outbox) = Open(disk);
        var transaction = Begun(log, 1);
        Do(() => log.StartedAsync(transaction), disk);
        Do(() => SettleAsync(outbox, 11), disk);
        _loop.Run(() =>
        {
            _ = EndAsync(log, transaction);
        });
        RefuseAll(disk);
        Assert.Equal(0, outbox.Count);
        disk.CutPower();

        var (again, messages) = Open(disk);
        var interrupted = Assert.Single(again.Interrupted);
        Do(() => EndAsync(again, interrupted), disk);
        Assert.Equal(["StopTransaction"], Drain(messages));
    }

    [Fact]
    public void A_refused_begin_holds_nothing_up()
    {
        var disk = new HandStore();
        var (log, outbox) = Open(disk);
        Task? refused = null;
        _loop.Run(() =>
        {
            refused = log.StartedAsync(Begun(log, 1));
            _ = log.StartedAsync(Begun(log, 2));
        });
        disk.Refuse();
        _loop.RunFor(TimeSpan.FromMilliseconds(1));
        disk.Do();
        _loop.RunFor(TimeSpan.FromMilliseconds(1));

        Assert.IsType<IOException>(refused!.Exception!.InnerException);
        Assert.Equal(["StartTransaction"], Drain(outbox));
    }

    [Fact]
    public void A_begin_that_was_refused_behind_its_commit_leaves_nothing()
    {
        var disk = new HandStore();
        var (log, _) = Open(disk);
        Task? refused = null;
        _loop.Run(() =>
        {
            refused = log.StartedAsync(Begun(log, 1));
        });
        disk.DoAndRefuse();
        for (var step = 0; step < 4; step++)
        {
            _loop.RunFor(TimeSpan.FromSeconds(6));
            if (disk.Waiting > 0)
            {
                disk.Do();
            }
        }

        Assert.True(refused!.IsFaulted);
        Assert.Empty(disk.Load(StoreTables.Events));
        Assert.Empty(Open(disk).Log.Interrupted);
    }

    [Fact]
    public void A_checkpoint_that_was_refused_does_not_outlive_the_end()
    {
        var disk = new HandStore();
        var (log, _) = Open(disk);
        var transaction = Begun(log, 1);
        Do(() => log.StartedAsync(transaction), disk);
        _loop.Run(() =>
        {
            _ = log.ProgressedAsync([transaction]);
            _ = EndAsync(log, transaction);
        });
        disk.Refuse();
        _loop.RunFor(TimeSpan.FromMilliseconds(1));
        disk.Do();
        for (var step = 0; step < 6; step++)
        {
            _loop.RunFor(TimeSpan.FromSeconds(6));
            if (disk.Waiting > 0)
            {
                disk.Do();
            }
        }

        Assert.Empty(disk.Load(StoreTables.TransactionCheckpoints));
        Assert.Empty(Open(disk).Log.Interrupted);
    }

    [Fact]
    public void An_end_that_cannot_be_read_is_not_written_a_second_time()
    {
        var disk = new MemoryStore();
        _loop.Run(async () =>
        {
            var (log, outbox) = Open(disk, withMqtt: true);
            var transaction = Begun(log, 1);
            await log.StartedAsync(transaction);
            await EndAsync(log, transaction);
            await SettleAsync(outbox, 11);
            await SettleAsync(outbox, null);
            await disk.CommitAsync([StoreChange.Put(StoreTables.Events, disk.Load(StoreTables.Events)[^1].Key, "{"u8.ToArray())]);

            var (again, messages) = Open(disk, withMqtt: true);
            Assert.Empty(again.Interrupted);
            Assert.Equal(0, messages.Count);
            Assert.Equal(2, again.NextKey());
        });
    }

    [Fact]
    public void A_transaction_without_a_readable_checkpoint_is_ended_by_its_begin() => _loop.Run(async () =>
    {
        var disk = new MemoryStore();
        var (log, _) = Open(disk);
        await log.StartedAsync(Begun(log, 1));
        await disk.CommitAsync([StoreChange.Put(StoreTables.TransactionCheckpoints, disk.Load(StoreTables.TransactionCheckpoints)[0].Key, "{"u8.ToArray())]);

        Assert.Equal(1, Assert.Single(Open(disk).Log.Interrupted).Key);
    });

    [Fact]
    public void A_dead_letter_that_is_put_back_is_sent_whole_and_has_all_its_attempts() => _loop.Run(async () =>
    {
        var disk = new MemoryStore();
        var (log, outbox) = Open(disk);
        var transaction = Begun(log, 1, new(s_begin, ReadingContext.TransactionBegin, [new(Measurand.EnergyActiveImportRegister, 100)]));
        await log.StartedAsync(transaction);
        await SettleAsync(outbox, 11);
        await EndAsync(log, transaction);
        var whole = outbox.Render(outbox.Head!)!.Encode().ToArray();
        Assert.True(await outbox.TryStripAsync(outbox.Head!));
        Assert.True(outbox.Render(outbox.Head!)!.Encode().Length < whole.Length);
        await outbox.NoteFailureAsync(outbox.Head!);
        await outbox.GiveUpAsync(outbox.Head!);

        Assert.Equal(1, await new JournalView(disk, TransactionMessages.Shared, NullLogger.Instance).RetryAsync(null));
        var again = Open(disk).Outbox;
        Assert.Equal(0, again.Head!.Failures);
        Assert.Equal(whole, again.Render(again.Head)!.Encode().ToArray());
    });

    [Fact]
    public void A_message_of_old_that_no_version_can_send_is_set_aside_as_it_is() => _loop.Run(async () =>
    {
        var disk = new MemoryStore();
        var row = """{"sequence":1,"transactionKey":1,"action":"StartTransaction","payload":{"connectorId":"first"}}""";
        await disk.CommitAsync([StoreChange.Put(StoreTables.Journal, "0000000000000000001", System.Text.Encoding.UTF8.GetBytes(row))]);
        var (log, outbox) = Open(disk);
        await log.StartedAsync(Begun(log, log.NextKey()));
        Assert.Null(outbox.Render(outbox.Head!));

        await outbox.SetAsideAsync(outbox.Head!);
        Assert.NotNull(outbox.Render(outbox.Head!));
        Assert.Equal((1, 1), (outbox.Count, outbox.DeadLetters));
        var letter = new JournalView(disk, TransactionMessages.Shared, NullLogger.Instance).List()[0];
        Assert.Equal((true, """{"connectorId":"first"}"""), (letter.IsDeadLetter, letter.Payload));
    });

    [Fact]
    public void A_place_that_was_given_in_vain_is_not_corrected_after_a_restart() => _loop.Run(async () =>
    {
        var disk = new RefusingStore();
        var clock = new StationClock(_loop.Time);
        var (log, _) = Open(disk, clock);
        await log.StartedAsync(Begun(log, 1));
        disk.Fails = true;
        await Assert.ThrowsAsync<IOException>(() => log.StartedAsync(Begun(log, 2)));
        disk.Fails = false;
        Advance(clock, TimeSpan.FromDays(30));

        var (second, _) = Open(disk);
        await second.StartedAsync(Begun(second, 2));
        var outbox = Open(disk).Outbox;
        await SettleAsync(outbox, 11);
        Assert.Equal(s_begin, outbox.Head!.At);
    });

    [Fact]
    public void A_cut_between_the_correction_and_the_checkpoint_leaves_no_end_before_its_begin() => _loop.Run(async () =>
    {
        var disk = new MemoryStore();
        var clock = new StationClock(_loop.Time);
        var (log, _) = Open(disk, clock);
        await log.StartedAsync(Begun(log, 1));
        var checkpoint = disk.Load(StoreTables.TransactionCheckpoints)[0];
        Advance(clock, TimeSpan.FromDays(30));
        await disk.CommitAsync([StoreChange.Put(StoreTables.TransactionCheckpoints, checkpoint.Key, checkpoint.Value)]);

        var interrupted = Assert.Single(Open(disk).Log.Interrupted);
        Assert.Equal((s_begin.AddDays(30), s_begin.AddDays(30)), (interrupted.StartedAt, interrupted.AliveAt));
    });

    [Fact]
    public void An_end_in_doubt_is_set_aside_without_taking_it_from_other_readers() => _loop.Run(async () =>
    {
        var disk = new MemoryStore();
        var (log, outbox) = Open(disk, withMqtt: true);
        await log.StartedAsync(Begun(log, 1));
        await SettleAsync(outbox, 11);
        await disk.CommitAsync([StoreChange.Put(StoreTables.MissingCommits, "1", "commit 1"u8.ToArray())]);
        var (second, _) = Open(disk, withMqtt: true);
        await EndAsync(second, second.Interrupted[0]);

        var (third, doubtful) = OpenLog(disk);
        var reports = Reports(third.Store, third.Log);
        third.Log.Begin();
        doubtful.Begin();
        Assert.Equal((0, 1, 2), (doubtful.Count, doubtful.DeadLetters, reports.Count));
        Assert.Equal(2, disk.Load(StoreTables.Events).Count);
    });

    [Fact]
    public void What_a_broker_has_not_answered_is_repeated_with_the_right_time() => _loop.Run(async () =>
    {
        var disk = new MemoryStore();
        var clock = new StationClock(_loop.Time);
        var (opened, _) = OpenLog(disk, clock);
        var reports = Reports(opened.Store, opened.Log);
        opened.Log.Begin();
        await opened.Log.StartedAsync(Begun(opened.Log, 1));
        var first = reports.Transactions.Next!;
        Advance(clock, TimeSpan.FromDays(30));

        var repeated = reports.Transactions.Next!;
        Assert.Equal((first.Id, s_begin.AddDays(30), true), (repeated.Id, repeated.Timestamp, repeated.ClockSynchronised));
    });

    [Fact]
    public void Samples_of_a_version_gone_back_to_take_no_place_of_an_event() => _loop.Run(async () =>
    {
        var disk = new MemoryStore();
        var (log, outbox) = Open(disk);
        var transaction = Begun(log, 1);
        await log.StartedAsync(transaction);
        await EndAsync(log, transaction);
        Assert.Equal(2, outbox.Count);
        var sample = """{"timestamp":"2026-12-01T09:00:00+00:00","context":"SamplePeriodic","values":[{"measurand":"Voltage","value":230}]}""";
        var running = """{"running":{"connectorId":1,"idTag":"TAG","startedAt":"2026-12-01T09:00:00+00:00","meterStartWh":1,"meterLastWh":1,"aliveAt":"2026-12-01T09:00:00+00:00"}}""";
        await disk.CommitAsync(
        [
            StoreChange.Put(StoreTables.Transactions, "0000000000000000007", System.Text.Encoding.UTF8.GetBytes(running)),
            StoreChange.Put(StoreTables.TransactionSamples, "0000000000000000007/000000000", System.Text.Encoding.UTF8.GetBytes(sample)),
        ]);

        var (again, _) = Open(disk);
        await again.StartedAsync(Begun(again, again.NextKey()));
        Assert.Equal(["StartTransaction", "StopTransaction", "StartTransaction"], await DrainAsync(Open(disk).Outbox));
    });

    private static Transaction Begun(EventLog log, long key, MeterSample? sample = null) => new()
    {
        Key = key,
        Id = log.NextTransactionId(),
        ConnectorId = 1,
        IdToken = new IdToken("TAG"),
        StartedAt = s_begin,
        AliveAt = s_begin,
        MeterStartWh = 100,
        MeterLastWh = 100,
        SampleAtBegin = sample,
    };

    private static Task EndAsync(EventLog log, Transaction transaction)
    {
        transaction.Stop(StopReason.Local);
        transaction.Close(transaction.StartedAt, meterStopWh: 150);
        return log.EndedAsync(transaction);
    }

    private static Task SampleAsync(EventLog log, Transaction transaction) => log.SampledAsync(
        transaction, s_begin, ReadingContext.SamplePeriodic, [new MeasuredValue(Measurand.EnergyActiveImportRegister, 120)], []);

    private static Task SettleAsync(Outbox outbox, long? id) => outbox.SettleAsync(outbox.Head!, id);

    /// <summary>The first answer that is a day off is doubted, the second believed.</summary>
    private void Advance(StationClock clock, TimeSpan by)
    {
        clock.Set(_loop.Time.GetUtcNow() + by);
        clock.Set(_loop.Time.GetUtcNow() + by);
    }

    private void Do(Func<Task> work, HandStore disk)
    {
        _loop.Run(() =>
        {
            _ = work();
        });
        disk.Do();
        _loop.RunFor(TimeSpan.FromMilliseconds(1));
    }

    /// <summary>Nothing is carried out or kept.</summary>
    private void RefuseAll(HandStore disk)
    {
        for (var step = 0; disk.Waiting > 0; step++)
        {
            Assert.True(step < 10, "more is asked of the disk than it can refuse");
            disk.Refuse();
            _loop.RunFor(TimeSpan.FromMilliseconds(1));
        }
    }

    private static async Task<List<string>> DrainAsync(Outbox outbox)
    {
        var actions = new List<string>();
        while (outbox.Head is { } head)
        {
            actions.Add(head.Action);
            await outbox.SettleAsync(head, 20);
        }

        return actions;
    }

    /// <summary>What waits, on a disk that carries out nothing.</summary>
    private List<string> Drain(Outbox outbox)
    {
        var actions = new List<string>();
        _loop.Run(() =>
        {
            while (outbox.Head is { } head)
            {
                actions.Add(head.Action);
                _ = outbox.SettleAsync(head, 20);
            }
        });
        return actions;
    }

    private (EventLog Log, Outbox Outbox) Open(IStationStore disk, StationClock? clock = null, bool withMqtt = false)
    {
        var (opened, outbox) = OpenLog(disk, clock);
        if (withMqtt)
        {
            Reports(opened.Store, opened.Log);
        }

        opened.Log.Begin();
        outbox.Begin();
        return (opened.Log, outbox);
    }

    private ((WatchedStore Store, EventLog Log) Opened, Outbox Outbox) OpenLog(IStationStore disk, StationClock? clock = null)
    {
        var store = new WatchedStore(_loop, disk, NullLogger.Instance);
        var log = new EventLog(store, clock ?? new StationClock(_loop.Time), RandomSource.Seeded(1), NullLogger.Instance);
        return ((store, log), new Outbox(log, store, TransactionMessages.Shared, NullLogger.Instance));
    }

    private EventReports Reports(WatchedStore store, EventLog log) =>
        new(new FaultBarrier(_loop, NullLogger.Instance), store, log, "CP-1", NullLogger.Instance);
}
