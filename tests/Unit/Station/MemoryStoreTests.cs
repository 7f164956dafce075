using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Tests.Unit.Station;

public sealed class MemoryStoreTests : StoreContractTests
{
    private readonly MemoryStore _store = new();

    [Fact]
    public void A_power_cut_takes_what_was_not_synced_and_nothing_else()
    {
        var loop = new VirtualLoop(DateTimeOffset.UnixEpoch);
        var store = new MemoryStore(loop.Time, TimeSpan.FromMilliseconds(5));
        var completed = new List<string>();
        loop.Run(() => loop.Start(() => CommitAsync("synced")));
        loop.RunFor(TimeSpan.FromMilliseconds(5));
        loop.Run(() => loop.Start(() => CommitAsync("lost")));
        loop.RunFor(TimeSpan.FromMilliseconds(4));

        store.CutPower();
        loop.RunFor(TimeSpan.FromSeconds(1));

        Assert.Equal(["synced"], completed);
        Assert.Equal(["synced"], store.Load("t").Select(row => row.Key));

        async Task CommitAsync(string key)
        {
            await store.CommitAsync([StoreChange.Put("t", key, Array.Empty<byte>())]);
            completed.Add(key);
        }
    }

    protected override IStationStore Open() => _store;

    protected override void Close()
    {
    }
}
