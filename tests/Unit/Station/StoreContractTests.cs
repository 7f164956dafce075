using System.Text;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Tests.Unit.Station;

/// <summary>What every form of the store promises; one class a form brings the store along.</summary>
public abstract class StoreContractTests : IDisposable
{
    private IStationStore? _store;

    private IStationStore Store => _store ??= Open();

    [Fact]
    public void A_new_store_has_no_rows() => Assert.Empty(Store.Load("journal"));

    [Fact]
    public async Task What_was_committed_is_read_back_byte_for_byte()
    {
        byte[] every = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        await Commit(StoreChange.Put("journal", "1", every), StoreChange.Put("journal", "2", Array.Empty<byte>()));

        Assert.Equal(every, Store.Load("journal")[0].Value.ToArray());
        Assert.Empty(Store.Load("journal")[1].Value.ToArray());
    }

    [Fact]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        await Commit(Put("a", "1", "kept"));
        await Commit(Put("a", "2", "deleted"));
        await Commit(StoreChange.Delete("a", "2"));
        Restart();

        Assert.Equal("kept", Text(Assert.Single(Store.Load("a"))));
    }

    [Fact]
    public async Task Tables_do_not_see_each_other()
    {
        await Commit(Put("a", "1", "of a"), Put("b", "1", "of b"));
        await Commit(StoreChange.Delete("a", "1"));

        Assert.Empty(Store.Load("a"));
        Assert.Equal("of b", Text(Assert.Single(Store.Load("b"))));
    }

    [Fact]
    public async Task Rows_come_in_the_ordinal_order_of_their_keys()
    {
        await Commit([.. new[] { "b", "10", "9", "a", "Z", "é", "" }.Select(key => Put("t", key, key))]);

        Assert.Equal(["", "10", "9", "Z", "a", "b", "é"], Store.Load("t").Select(row => row.Key));
    }

    [Fact]
    public async Task The_last_change_of_a_row_counts_within_one_commit_too()
    {
        await Commit(Put("t", "k", "first"), StoreChange.Delete("t", "k"), Put("t", "k", "second"), Put("t", "k", "third"));

        Assert.Equal("third", Text(Assert.Single(Store.Load("t"))));
    }

    [Fact]
    public async Task Keys_that_differ_in_case_are_distinguished()
    {
        await Commit(Put("t", "Tag", "1"), Put("t", "TAG", "2"));

        Assert.Equal(2, Store.Load("t").Count);
    }

    [Fact]
    public async Task Deleting_what_is_not_there_changes_nothing()
    {
        await Commit(StoreChange.Delete("t", "nothing"));

        Assert.Empty(Store.Load("t"));
    }

    [Fact]
    public async Task A_read_sees_earlier_writes_that_were_not_awaited()
    {
        var commits = Enumerable.Range(0, 200).Select(number => Store.CommitAsync([Put("t", "counter", $"{number}")])).ToList();

        Assert.Equal("199", Text(Assert.Single(Store.Load("t"))));
        await Task.WhenAll(commits);
    }

    [Fact]
    public async Task What_a_caller_does_to_its_bytes_afterwards_does_not_reach_the_store()
    {
        byte[] bytes = [1, 2, 3];
        await Commit(StoreChange.Put("t", "k", bytes));
        bytes[0] = 9;

        Assert.Equal([1, 2, 3], Assert.Single(Store.Load("t")).Value.ToArray());
    }

    public virtual void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the store on what is left of the one before.</summary>
    protected abstract IStationStore Open();

    /// <summary>Ends the process, as it were.</summary>
    protected abstract void Close();

    private static StoreChange Put(string table, string key, string value) => StoreChange.Put(table, key, Encoding.UTF8.GetBytes(value));

    private static string Text(StoreRow row) => Encoding.UTF8.GetString(row.Value.Span);

    private Task Commit(params StoreChange[] changes) => Store.CommitAsync(changes);

    private void Restart()
    {
        Close();
        _store = null;
    }
}
