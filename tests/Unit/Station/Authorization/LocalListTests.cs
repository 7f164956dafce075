using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Settings;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Station.Authorization;

public sealed class LocalListTests : IDisposable
{
    private static readonly TagInfo s_good = new(AuthorizationStatus.Accepted);
    private readonly VirtualLoop _loop = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordingStore _store = new();
    private readonly StationSettings _settings = new();
    private LocalList _list;

    public LocalListTests() => _list = Open();

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task Ten_thousand_tags_go_in_by_two_messages_and_a_change_writes_one_row_and_the_version()
    {
        Assert.Equal(LocalListResult.Accepted, await UpdateAsync(1, isFull: true, Tags(0, 5_000)));
        Assert.Equal(LocalListResult.Accepted, await UpdateAsync(2, isFull: false, Tags(5_000, 5_000)));
        Assert.Equal(10_000, _list.Count);

        await UpdateAsync(3, isFull: false, [new(new("TAG-7"), null), new(new("tag-8"), s_good)]);

        Assert.Equal([(StoreTables.ListedTags, "TAG-7"), (StoreTables.LocalListVersion, "version")], _store.Last);
        Assert.Null(_list.Find(new("TAG-7")));
        Assert.True(_list.Find(new("tag-9999"))!.IsAccepted);
    }

    [Fact]
    [Trait("Octt", "TC_043_3_CS")]
    public async Task A_list_that_is_too_long_is_refused_whole()
    {
        await UpdateAsync(1, isFull: true, Tags(0, 5_000));
        await UpdateAsync(2, isFull: false, Tags(5_000, 5_000));

        Assert.Equal(LocalListResult.Failed, await UpdateAsync(3, isFull: false, [.. Tags(0, 10), new(new("ONE MORE"), s_good)]));
        Assert.Equal(LocalListResult.Failed, await UpdateAsync(3, isFull: true, Tags(0, 5_001)));
        Assert.Equal((2, 10_000), (_list.Version, _list.Count));
        Assert.Null(_list.Find(new("ONE MORE")));

        Assert.Equal(LocalListResult.Accepted, await UpdateAsync(3, isFull: false, [new(new("TAG-1"), null), new(new("ONE MORE"), s_good)]));
    }

    [Fact]
    public async Task What_is_read_after_a_restart_is_what_was_accepted()
    {
        var expiry = new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
        await UpdateAsync(6, isFull: true, [new(new("good"), s_good), new(new("group"), new(AuthorizationStatus.Blocked, new("PARENT"))), new(new("dated"), s_good with { ExpiryDate = expiry })]);
        await UpdateAsync(7, isFull: false, [new(new("GOOD"), null)]);

        _list = Open();

        Assert.Equal((7, 2), (_list.Version, _list.Count));
        Assert.Null(_list.Find(new("good")));
        Assert.Equal(new TagInfo(AuthorizationStatus.Blocked, new IdToken("PARENT")), _list.Find(new("GROUP")));
        Assert.Equal(s_good with { ExpiryDate = expiry }, _list.Find(new("Dated")));
        _loop.RunFor(TimeSpan.FromDays(30));
        Assert.Equal(AuthorizationStatus.Expired, _list.Find(new("Dated"))!.Status);
    }

    [Fact]
    public async Task Updates_that_overlap_are_carried_out_one_after_the_other()
    {
        await UpdateAsync(1, isFull: true, Tags(0, 3));
        _store.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = UpdateAsync(2, isFull: true, [new(new("A"), s_good)]);
        var second = UpdateAsync(3, isFull: true, [new(new("B"), s_good)]);
        var late = UpdateAsync(3, isFull: false, [new(new("C"), s_good)]);

        _store.Gate.SetResult();

        Assert.Equal([LocalListResult.Accepted, LocalListResult.Accepted, LocalListResult.VersionMismatch], await Task.WhenAll(first, second, late));
        Assert.Equal(["B"], _store.Load(StoreTables.ListedTags).Select(row => row.Key));
        Assert.Null(_list.Find(new("A")));
    }

    [Fact]
    public async Task A_store_that_refuses_leaves_list_and_version_as_they_were()
    {
        await UpdateAsync(1, isFull: true, Tags(0, 3));
        _store.Fails = true;

        Assert.Equal(LocalListResult.Failed, await UpdateAsync(2, isFull: true, []));
        Assert.Equal((1, 3), (_list.Version, _list.Count));

        _store.Fails = false;
        Assert.Equal(LocalListResult.Accepted, await UpdateAsync(2, isFull: false, [new(new("TAG-1"), null)]));
    }

    private LocalList Open() => new(_store, _settings, new StationClock(_loop.Time), NullLogger.Instance);

    private Task<LocalListResult> UpdateAsync(int version, bool isFull, IReadOnlyList<LocalListEntry> entries) =>
        _list.UpdateAsync(new LocalListUpdate(version, isFull, entries));

    private static List<LocalListEntry> Tags(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(number => new LocalListEntry(new IdToken($"TAG-{number}"), new TagInfo(AuthorizationStatus.Accepted)))];

    private sealed class RecordingStore : IStationStore
    {
        private readonly MemoryStore _store = new();

        public bool Fails { get; set; }

        public TaskCompletionSource? Gate { get; set; }

        public IReadOnlyList<(string Table, string Key)> Last { get; private set; } = [];

        public IReadOnlyList<StoreRow> Load(string table) => _store.Load(table);

        public async Task CommitAsync(IReadOnlyList<StoreChange> changes)
        {
            await (Gate?.Task ?? Task.CompletedTask);
            if (Fails)
            {
                throw new IOException("refused");
            }

            Last = [.. changes.Select(change => (change.Table, change.Key))];
            await _store.CommitAsync(changes);
        }
    }
}
