using ChargerFirmware.EventLoop;
using ChargerFirmware.Station;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Transactions;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Telemetry.Journal;

public sealed class EventJournalTests
{
    private readonly VirtualLoop _loop = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    private readonly RefusingStore _disk = new();
    private readonly WatchedStore _store;
    private readonly StationClock _clock;
    private readonly EventJournal _events;
    private readonly ToldTransactionLog _log;

    public EventJournalTests()
    {
        _store = new WatchedStore(_loop, _disk, NullLogger.Instance);
        _clock = new StationClock(_loop.Time);
        _events = Open(capacity: 4);
        _log = new ToldTransactionLog(new PlainLog(_store), _events);
    }

    [Fact]
    public void A_begin_and_its_event_are_one_commit() => _loop.Run(async () =>
    {
        await _log.StartedAsync(Begun(1));

        Assert.Equal(1, _disk.Commits);
        Assert.Equal((1L, "begin", 1L), (_events.NextOfTransactions!.Head.Sequence, _events.NextOfTransactions.Head.Event, _events.NextOfTransactions.Head.Transaction));
        Assert.Equal(1, Open().Count);
    });

    [Fact]
    public void A_start_that_the_store_refuses_is_no_event() => _loop.Run(async () =>
    {
        _disk.Fails = true;
        await Assert.ThrowsAsync<IOException>(() => _log.StartedAsync(Begun(1)));
        _disk.Fails = false;
        await _log.StartedAsync(Begun(2));

        Assert.Equal([2L], Told(_events));
        Assert.Equal([2L], Told(Open()));
    });

    [Fact]
    public void An_end_that_the_store_refuses_is_told_from_memory_and_written_later()
    {
        _loop.Run(async () =>
        {
            _disk.Fails = true;
            await _log.EndedAsync(Ended(1));
            Assert.Equal("end", _events.NextOfTransactions!.Head.Event);
            Assert.Equal(0, Open().Count);
            _disk.Fails = false;
        });
        _loop.RunFor(TimeSpan.FromSeconds(6));

        Assert.Equal(1, Open().Count);
    }

    [Fact]
    public void What_a_broker_has_taken_is_gone_with_the_next_commit() => _loop.Run(async () =>
    {
        await _log.StartedAsync(Begun(1));
        RemoveNext(_events);
        Assert.Equal((0, 1, 1), (_events.Count, _disk.Commits, Open().Count));
        await _log.EndedAsync(Ended(1));

        Assert.Equal(["end"], [Open().NextOfTransactions!.Head.Event]);
        Assert.Equal(2, Open().NextOfTransactions!.Head.Sequence);
    });

    [Fact]
    public void Without_room_the_oldest_fault_goes_first_then_the_oldest_and_it_is_counted_over_a_restart() => _loop.Run(async () =>
    {
        await _log.StartedAsync(Begun(1));
        await RaiseAsync(Causes.DoorOpen);
        await RaiseAsync(Causes.EmergencyStop);
        await _log.EndedAsync(Ended(1));
        await _log.StartedAsync(Begun(2));
        Assert.Equal(("emergency-stop", 1L), (_events.NextOfFaults!.Fault!.Fault, _events.Dropped));
        await _log.EndedAsync(Ended(2));
        await _log.StartedAsync(Begun(3));
        await _log.EndedAsync(Ended(3));
        Assert.Equal((4, 4L), (_events.Count, _events.Dropped));
        Assert.Equal([2L, 2L, 3L, 3L], Told(_events));

        await _log.StartedAsync(Begun(4));
        var again = Open();
        Assert.Equal((1, 4L), (again.Count, again.Dropped));
    });

    [Fact]
    public void A_clock_that_was_off_moves_what_waits_and_was_stamped_by_it() => _loop.Run(async () =>
    {
        await _log.StartedAsync(Begun(1));
        var first = Open();
        var log = new ToldTransactionLog(new PlainLog(_store) { Interrupted = [Ended(1)] }, first);
        await log.EndedAsync(log.Interrupted[0]);
        await log.StartedAsync(Begun(2));
        _clock.Set(_loop.Time.GetUtcNow() + TimeSpan.FromDays(20));
        _clock.Set(_loop.Time.GetUtcNow() + TimeSpan.FromDays(20));

        var times = new List<(double Days, bool Synchronised)>();
        while (first.NextOfTransactions is { } row)
        {
            times.Add(((row.Head.Timestamp - _loop.Time.GetUtcNow()).TotalDays, row.Head.ClockSynchronised));
            RemoveNext(first);
        }

        Assert.Equal([(0.0, false), (0.0, false), (20.0, true)], times);
    });

    [Fact]
    public void Ids_are_of_their_time_and_never_twice() => _loop.Run(async () =>
    {
        await _log.StartedAsync(Begun(1));
        await _log.EndedAsync(Ended(1));
        var ids = new List<Guid>();
        while (_events.NextOfTransactions is { } row)
        {
            ids.Add(row.Head.Id);
            RemoveNext(_events);
        }

        Assert.All(ids, id => Assert.Equal(7, id.Version));
        Assert.Equal(ids.Count, ids.Distinct().Count());
    });

    [Fact]
    public void Rows_that_are_damaged_are_passed_over() => _loop.Run(async () =>
    {
        await _disk.CommitAsync(
        [
            StoreChange.Put(StoreTables.TelemetryEvents, "00000000000000000001", "{"u8.ToArray()),
            StoreChange.Put(StoreTables.TelemetryEvents, "00000000000000000002", "{}"u8.ToArray()),
            StoreChange.Put(StoreTables.TelemetryEvents, "counter", "[]"u8.ToArray()),
        ]);

        Assert.Equal(0, Open().Count);
        Assert.False(_events.Isolation.HasFailed);
    });

    private static Transaction Begun(long key) => new()
    {
        Key = key, ConnectorId = 1, IdTag = "TAG", StartedAt = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero), MeterStartWh = 100,
    };

    private static Transaction Ended(long key)
    {
        var transaction = Begun(key);
        transaction.StopReason = StopReason.Local;
        transaction.StoppedAt = transaction.StartedAt;
        transaction.MeterStopWh = 150;
        return transaction;
    }

    private static List<long> Told(EventJournal events)
    {
        var keys = new List<long>();
        while (events.NextOfTransactions is { } row)
        {
            keys.Add(row.Head.Transaction!.Value);
            RemoveNext(events);
        }

        return keys;
    }

    private static void RemoveNext(EventJournal events) => events.Remove(events.NextOfTransactions!);

    private Task RaiseAsync(Cause cause) => _events.AddAsync(cause, true, 0, null, StoreChange.Put("t", cause.Name, new byte[1]));

    private EventJournal Open(int capacity = 100) => new(
        new Isolation(_loop, NullLogger.Instance), _store, _clock, Entropy.Seeded(1), "CP-1", NullLogger.Instance, capacity);

    private sealed class PlainLog(WatchedStore store) : ITransactionLog
    {
        public IReadOnlyList<Transaction> Interrupted { get; init; } = [];

        public long NextKey() => 0;

        public Task StartedAsync(Transaction transaction) => store.CommitAsync([StoreChange.Put("t", $"{transaction.Key}", new byte[1])]);

        public Task ProgressedAsync(IReadOnlyList<Transaction> running) => Task.CompletedTask;

        public Task SampledAsync(Transaction transaction, MeterSample told, MeterSample? kept) => Task.CompletedTask;

        public Task EndedAsync(Transaction transaction) => store.CommitOrHoldAsync([StoreChange.Delete("t", $"{transaction.Key}")]);
    }
}
