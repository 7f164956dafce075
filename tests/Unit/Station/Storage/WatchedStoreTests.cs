using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Telemetry.Logs;
using ChargerFirmware.Tests.Unit.Station.Events;
using ChargerFirmware.Tests.Unit.Telemetry.Logs;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Station.Storage;

public sealed class WatchedStoreTests
{
    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly FragileStore _disk = new();
    private readonly WatchedStore _store;

    public WatchedStoreTests() => _store = new WatchedStore(_loop, _disk, NullLogger.Instance);

    [Fact]
    public void What_must_not_get_lost_is_held_and_written_in_order_when_the_store_returns()
    {
        _disk.Fails = true;
        _loop.Run(() => _store.Hold([Put("a", 1)]));
        _loop.Run(() => _store.Hold([Put("a", 2), Put("b", 1)]));
        _loop.Run(() => _store.Hold([StoreChange.Delete("t", "b")]));
        Assert.True(_store.IsFailing);
        Assert.Empty(_disk.Load("t"));

        _disk.Fails = false;
        _loop.RunFor(TimeSpan.FromSeconds(6));

        Assert.False(_store.IsFailing);
        Assert.Equal(2, Assert.Single(_disk.Load("t")).Value.Span[0]);
    }

    [Fact]
    public void A_later_commit_takes_what_is_held_along()
    {
        _disk.Fails = true;
        _loop.Run(() => _store.Hold([Put("a", 1)]));
        _disk.Fails = false;
        _loop.Run(() => _store.CommitAsync([Put("b", 1)]));

        Assert.Equal(["a", "b"], _disk.Load("t").Select(row => row.Key));
        _disk.Commits = 0;
        _loop.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal(0, _disk.Commits);
    }

    [Fact]
    public void What_was_refused_while_more_was_asked_for_goes_into_the_same_commit()
    {
        var disk = new HandStore();
        using var store = new WatchedStore(_loop, disk, NullLogger.Instance);
        _loop.Run(() =>
        {
            store.Hold([Put("a", 1)]);
            store.Hold([Put("a", 2)]);
            store.Hold([Put("b", 1)]);
        });
        disk.Refuse();
        _loop.RunFor(TimeSpan.FromMilliseconds(1));
        disk.Do();
        _loop.RunFor(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, disk.Waiting);

        disk.Do();
        _loop.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal([("a", 2), ("b", 1)], disk.Load("t").Select(row => (row.Key, (int)row.Value.Span[0])));
        Assert.Equal((0, 0, false), (disk.Waiting, store.HeldCount, store.IsFailing));
    }

    [Fact]
    public void What_waits_for_the_next_commit_is_written_at_the_end_of_the_station()
    {
        _store.HoldForNext([Put("a", 1)]);
        Assert.Empty(_disk.Load("t"));

        _store.Dispose();
        Assert.Single(_disk.Load("t"));
    }

    [Fact]
    public void What_is_in_memory_only_at_the_end_of_the_station_is_named()
    {
        using var lines = new LineCollector(new StationFormatter(LogForm.Text, "CP-1", _loop.Time));
        var store = new WatchedStore(_loop, _disk, lines.CreateLogger("store"));
        _disk.Fails = true;
        _loop.Run(() => store.Hold([Put("a", 1)]));
        store.Dispose();

        Assert.False(store.IsKept);
        Assert.Contains(lines.Lines, line => line.Contains("ends with 1 changes that could not be written anywhere (full), in t", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_redo_file_keeps_at_the_end_of_the_station_is_not_called_lost()
    {
        using var lines = new LineCollector(new StationFormatter(LogForm.Text, "CP-1", _loop.Time));
        var store = new WatchedStore(_loop, _disk, lines.CreateLogger("store"));
        (_disk.Fails, _disk.Keeps) = (true, true);
        _loop.Run(() => store.Hold([Put("a", 1)]));
        store.Dispose();

        Assert.True(store.IsKept);
        Assert.Contains(lines.Lines, line => line.Contains("1 changes that the store has refused (full), in t: they are kept", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_known_whether_a_restart_would_find_what_was_refused()
    {
        var kept = new List<string>();
        _store.Kept += () => kept.Add($"{_disk.Fails} {_store.HeldCount}");
        (_disk.Fails, _disk.Keeps) = (true, true);
        _loop.Run(() => _store.Hold([Put("a", 1)]));
        Assert.True(_store.IsKept);

        _disk.Keeps = false;
        _loop.Run(() => _store.Hold([Put("b", 1)]));
        Assert.False(_store.IsKept);

        // Neither the file nor the redo file: both are tried again, also where nothing more is asked for.
        _disk.Keeps = true;
        _loop.RunFor(TimeSpan.FromSeconds(6));
        Assert.True(_store.IsKept);

        _disk.Keeps = false;
        _loop.Run(() => _store.Hold([Put("c", 1)]));
        _disk.Fails = false;
        _loop.RunFor(TimeSpan.FromSeconds(6));
        Assert.True(_store.IsKept);
        Assert.Equal(["True 2", "False 0"], kept);
    }

    [Fact]
    public void What_waits_is_written_when_somebody_wants_it_to_be_and_stands_for_who_reads_meanwhile()
    {
        var disk = new HandStore();
        using var store = new WatchedStore(_loop, disk, NullLogger.Instance);
        Task? flushed = null;
        _loop.Run(() =>
        {
            store.Hold([Put("a", 1)]);
            store.HoldForNext([StoreChange.Delete("t", "a"), Put("b", 1)]);
            flushed = store.FlushAsync();
        });
        Assert.Equal(["b"], store.Load("t").Select(row => row.Key));
        disk.Refuse();
        _loop.RunFor(TimeSpan.FromMilliseconds(1));
        disk.Do();
        _loop.RunFor(TimeSpan.FromMilliseconds(1));
        Assert.False(flushed!.IsCompleted);

        disk.Do();
        _loop.RunFor(TimeSpan.FromMilliseconds(1));
        Assert.True(flushed.IsCompletedSuccessfully);
        Assert.Equal(["b"], disk.Load("t").Select(row => row.Key));
    }

    [Fact]
    public void A_subscriber_that_throws_on_a_failing_store_holds_up_no_commit()
    {
        var faults = new List<Exception>();
        _loop.Survives = fault =>
        {
            faults.Add(fault);
            return true;
        };
        _store.Changed += () => throw new InvalidOperationException("a mistake");
        _disk.Fails = true;
        var ended = new List<string>();
        _loop.Run(async () =>
        {
            await _store.CommitOrHoldAsync([Put("a", 1)]);
            ended.Add("first");
        });
        _disk.Fails = false;
        _loop.Run(async () =>
        {
            await _store.CommitOrHoldAsync([Put("b", 1)]);
            ended.Add("second");
        });
        _loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.Equal(["first", "second"], ended);
        Assert.Equal(["a", "b"], _disk.Load("t").Select(row => row.Key));
        Assert.All(faults, fault => Assert.Equal("a mistake", fault.Message));
        Assert.Equal(2, faults.Count);
    }

    [Fact]
    public void A_commit_that_must_be_durable_is_refused_and_not_held()
    {
        _disk.Fails = true;
        _loop.Run(async () => await Assert.ThrowsAsync<IOException>(() => _store.CommitAsync([Put("a", 1)])));
        _disk.Fails = false;
        _loop.RunFor(TimeSpan.FromMinutes(1));

        Assert.Empty(_disk.Load("t"));
        Assert.False(_store.IsFailing);
    }

    [Fact]
    public void It_is_reported_when_writing_fails_and_when_it_works_again()
    {
        var states = new List<bool>();
        _store.Changed += () => states.Add(_store.IsFailing);
        _disk.Fails = true;
        _loop.Run(() => _store.Hold([Put("a", 1)]));
        _loop.Run(() => _store.Hold([Put("a", 2)]));
        _loop.RunFor(TimeSpan.FromSeconds(30));
        _disk.Fails = false;
        _loop.RunFor(TimeSpan.FromSeconds(30));

        Assert.Equal([true, false], states);
    }

    private static StoreChange Put(string key, byte value) => StoreChange.Put("t", key, new[] { value });

    private sealed class FragileStore : IStationStore
    {
        private readonly MemoryStore _store = new();

        public bool Fails { get; set; }

        /// <summary>What is refused can be kept beside it.</summary>
        public bool Keeps { get; set; }

        public int Commits { get; set; }

        public IReadOnlyList<StoreRow> Load(string table) => _store.Load(table);

        public Task CommitAsync(IReadOnlyList<StoreChange> changes)
        {
            Commits++;
            return Fails ? Task.FromException(new IOException("full")) : _store.CommitAsync(changes);
        }

        public Task<bool> KeepAsync(IReadOnlyList<StoreChange> changes) => Task.FromResult(Keeps);
    }
}
