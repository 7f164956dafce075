using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Events;
using ChargerFirmware.Tests.Unit.Station.Events;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Telemetry.Events;

public sealed class EventReportsTests
{
    private readonly VirtualLoop _loop = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    private readonly RefusingStore _disk = new();
    private readonly WatchedStore _store;
    private readonly EventLog _log;
    private readonly EventReports _events;

    public EventReportsTests()
    {
        _store = new WatchedStore(_loop, _disk, NullLogger.Instance);
        (_log, _events) = Open(_store, new StationClock(_loop.Time), capacity: 4);
    }

    [Fact]
    public void A_begin_is_one_commit() => _loop.Run(async () =>
    {
        await _log.StartedAsync(Begun(1));

        Assert.Equal(1, _disk.Commits);
        var begin = (TransactionEvent)_events.Transactions.Next!;
        Assert.Equal((1L, "begin", 1L), (begin.Sequence, begin.Event, begin.Transaction));
        Assert.Equal(1, Open().Reports.Count);
    });

    [Fact]
    public void A_start_that_the_store_refuses_is_no_event() => _loop.Run(async () =>
    {
        _disk.Fails = true;
        await Assert.ThrowsAsync<IOException>(() => _log.StartedAsync(Begun(1)));
        _disk.Fails = false;
        await _log.StartedAsync(Begun(2));

        Assert.Equal([2L], Reported(_events));
        Assert.Equal([2L], Reported(Open().Reports));
    });

    [Fact]
    public void An_end_that_the_store_refuses_is_reported_when_it_is_written_and_holds_up_no_fault()
    {
        _loop.Run(async () =>
        {
            var transaction = Begun(1);
            await _log.StartedAsync(transaction);
            _disk.Fails = true;
            await EndAsync(transaction);
            await RaiseAsync(KnownFaults.DoorOpen);
            Assert.Equal((1, 1), (_events.Transactions.Count, _events.Faults.Count));
            Assert.Equal(1, Open().Reports.Count);
            _disk.Fails = false;
        });
        _loop.RunFor(TimeSpan.FromSeconds(6));

        Assert.Equal((2, 1), (_events.Transactions.Count, _events.Faults.Count));
        Assert.Equal(3, Open().Reports.Count);
    }

    [Fact]
    public void What_a_broker_has_taken_is_gone_with_the_next_commit() => _loop.Run(async () =>
    {
        var transaction = Begun(1);
        await _log.StartedAsync(transaction);
        Pass(_events);
        Assert.Equal((0, 1, 1), (_events.Count, _disk.Commits, Open().Reports.Count));
        await EndAsync(transaction);

        var left = Open().Reports;
        Assert.Equal((1, "end", 2L), (left.Count, left.Transactions.Next!.Event, left.Transactions.Next.Sequence));
    });

    [Fact]
    public void What_is_reported_again_after_a_restart_is_the_same() => _loop.Run(async () =>
    {
        var transaction = Begun(1);
        await _log.StartedAsync(transaction);
        await RaiseAsync(KnownFaults.DoorOpen);
        transaction.CentralSystemId = 17;
        await EndAsync(transaction);
        var again = Open().Reports;

        Assert.Equal(_events.Faults.Next, again.Faults.Next);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Equal(_events.Transactions.Next, again.Transactions.Next);
            Pass(_events);
            Pass(again);
        }
    });

    [Fact]
    public void Without_room_the_oldest_fault_goes_first_then_the_oldest_and_it_is_counted_over_a_restart() => _loop.Run(async () =>
    {
        await _log.StartedAsync(Begun(1));
        await RaiseAsync(KnownFaults.DoorOpen);
        await RaiseAsync(KnownFaults.EmergencyStop);
        foreach (var key in new[] { 2, 3 })
        {
            await _log.StartedAsync(Begun(key));
        }

        Assert.Equal(("emergency-stop", 1L), (((FaultEvent)_events.Faults.Next!).Fault, _events.Dropped));
        foreach (var key in new[] { 4, 5, 6 })
        {
            await _log.StartedAsync(Begun(key));
        }

        Assert.Equal((4, 4L), (_events.Count, _events.Dropped));
        Assert.Equal([3L, 4L, 5L, 6L], Reported(_events));

        await _log.StartedAsync(Begun(7));
        var again = Open().Reports;
        Assert.Equal((1, 4L), (again.Count, again.Dropped));
    });

    [Fact]
    public void A_clock_that_was_off_moves_what_waits_and_was_stamped_by_it() => _loop.Run(async () =>
    {
        await _log.StartedAsync(Begun(1));
        var clock = new StationClock(_loop.Time);
        var (log, reports) = Open(clock);
        await EndAsync(log.Interrupted[0], log);
        var second = Begun(log.NextKey());
        await log.StartedAsync(second);
        clock.Set(_loop.Time.GetUtcNow() + TimeSpan.FromDays(20));
        clock.Set(_loop.Time.GetUtcNow() + TimeSpan.FromDays(20));
        await EndAsync(second, log);

        (double, bool)[] expected = [(0.0, false), (0.0, false), (20.0, true), (20.0, true)];
        Assert.Equal(expected, Times(Open().Reports));
        Assert.Equal(expected, Times(reports));
    });

    [Fact]
    public void Ids_are_of_their_time_and_never_twice() => _loop.Run(async () =>
    {
        var transaction = Begun(1);
        await _log.StartedAsync(transaction);
        await EndAsync(transaction);
        var ids = new List<Guid>();
        while (_events.Transactions.Next is { } next)
        {
            ids.Add(next.Id);
            Pass(_events);
        }

        Assert.All(ids, id => Assert.Equal(7, id.Version));
        Assert.Equal(2, ids.Distinct().Count());
    });

    [Fact]
    public void A_reader_that_has_failed_keeps_nothing_in_the_log() => _loop.Run(async () =>
    {
        _events.FaultBarrier.Run(() => throw new InvalidOperationException("a defect"));
        await RaiseAsync(KnownFaults.DoorOpen);

        Assert.True(_events.FaultBarrier.HasFailed);
        Assert.Empty(_disk.Load(StoreTables.Events));
    });

    [Fact]
    public void Rows_that_are_damaged_are_passed_over() => _loop.Run(async () =>
    {
        await _disk.CommitAsync(
        [
            StoreChange.Put(StoreTables.TelemetryEvents, "00000000000000000001", "{"u8.ToArray()),
            StoreChange.Put(StoreTables.TelemetryEvents, "00000000000000000002", "{}"u8.ToArray()),
            StoreChange.Put(StoreTables.TelemetryEvents, "counter", "[]"u8.ToArray()),
            StoreChange.Put(StoreTables.Events, "0000000000000000001", "{"u8.ToArray()),
            StoreChange.Put(StoreTables.Events, "0000000000000000002", "{\"event\":\"unheard-of\"}"u8.ToArray()),
        ]);

        var reports = Open().Reports;
        Assert.Equal(0, reports.Count);
        Assert.False(reports.FaultBarrier.HasFailed);
    });

    private static Transaction Begun(long key) => new()
    {
        Key = key,
        Id = $"{key}",
        ConnectorId = 1,
        IdToken = new IdToken("TAG"),
        StartedAt = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero),
        AliveAt = new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero),
        MeterStartWh = 100,
    };

    private static List<long> Reported(EventReports events)
    {
        var keys = new List<long>();
        while (events.Transactions.Next is { } next)
        {
            keys.Add(next.Transaction!.Value);
            Pass(events);
        }

        return keys;
    }

    private static void Pass(EventReports events) => events.Transactions.Pass(events.Transactions.Next!);

    private List<(double Days, bool Synchronised)> Times(EventReports reports)
    {
        var times = new List<(double Days, bool Synchronised)>();
        while (reports.Transactions.Next is { } next)
        {
            times.Add(((next.Timestamp - _loop.Time.GetUtcNow()).TotalDays, next.ClockSynchronised));
            Pass(reports);
        }

        return times;
    }

    private Task EndAsync(Transaction transaction, EventLog? log = null)
    {
        transaction.Stop(StopReason.Local);
        transaction.Close(transaction.StartedAt, meterStopWh: 150);
        return (log ?? _log).EndedAsync(transaction);
    }

    private Task RaiseAsync(Fault fault) => _log.FaultChangedAsync(fault, true, 0, null, StoreChange.Put("t", fault.Name, new byte[1]));

    /// <summary>A restart: what the disk has not written is gone.</summary>
    private (EventLog Log, EventReports Reports) Open(StationClock? clock = null) => Open(new WatchedStore(_loop, _disk, NullLogger.Instance), clock);

    private (EventLog Log, EventReports Reports) Open(WatchedStore store, StationClock? clock, int capacity = 100)
    {
        var log = new EventLog(store, clock ?? new StationClock(_loop.Time), RandomSource.Seeded(1), NullLogger.Instance);
        var reports = new EventReports(new FaultBarrier(_loop, NullLogger.Instance), store, log, "CP-1", NullLogger.Instance, capacity);
        log.Begin();
        return (log, reports);
    }
}
