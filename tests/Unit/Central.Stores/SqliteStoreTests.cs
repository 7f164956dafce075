using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Central.Stores;
using ChargerFirmware.Central.Stores.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Rpc;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.CentralStores;

/// <summary>What is particular of a store in a file: who may have it, what stands in it, and what is wrong with it.</summary>
public sealed class SqliteStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("central-store-").FullName;
    private readonly ThreadLoop _loop = new("store", fault => throw fault);

    private string StorePath => Path.Combine(_folder, "central.db");

    [Fact]
    public Task A_second_central_system_on_one_file_is_refused_also_by_another_name_of_it() => Run(async () =>
    {
        await using var first = await OpenAsync();
        var link = Path.Combine(_folder, "link.db");
        File.CreateSymbolicLink(link, StorePath);

        foreach (var path in (string[])[StorePath, link])
        {
            var refusal = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(path));
            Assert.Contains($"the store {path} is in use by another central system", refusal.Message, StringComparison.Ordinal);
        }

        await first.WriteAsync(State("still"));
        Assert.Equal("still", Assert.Single(await first.StatesAsync("CP1", 1)).State);
    });

    [Fact]
    public Task A_store_that_was_closed_is_free_and_takes_nothing_more() => Run(async () =>
    {
        var first = await OpenAsync();
        await first.DisposeAsync();
        await using var second = await OpenAsync();

        await Assert.ThrowsAsync<StoreException>(() => first.WriteAsync(State("late")));
        await Assert.ThrowsAsync<StoreException>(first.LoadAsync);
        first.Write(Frame("late"));
        await first.DisposeAsync();
        Assert.Empty(await second.StatesAsync("CP1", 1));
    });

    [Fact]
    public Task What_was_handed_over_before_it_is_closed_is_kept_frames_too() => Run(async () =>
    {
        var first = await OpenAsync();
        var writes = Enumerable.Range(0, 2_000).Select(number => first.WriteAsync(State($"{number}"))).ToList();
        for (var number = 0; number < 1_000; number++)
        {
            first.Write(Frame($"{number}"));
        }

        await first.DisposeAsync();
        Assert.All(writes, write => Assert.True(write.IsCompletedSuccessfully));
        await using var second = await OpenAsync();
        Assert.Equal("1999", Assert.Single(await second.StatesAsync("CP1", 1)).State);
        Assert.Equal(Enumerable.Range(0, 1_000).Select(number => $"{number}"), (await second.FramesAsync(null, 5_000)).Select(frame => frame.Text));
    });

    [Fact]
    public Task A_file_that_is_no_database_is_named_and_left_as_it_is() => Run(async () =>
    {
        byte[] bytes = [.. Enumerable.Range(0, 20_000).Select(number => (byte)number)];
        await File.WriteAllBytesAsync(StorePath, bytes);

        var refusal = await Assert.ThrowsAsync<StoreException>(() => OpenAsync());

        Assert.Contains(StorePath, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("move it away and put a backup in its place", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(StorePath));
    });

    [Fact]
    public Task A_damaged_page_is_found_before_anything_is_written() => Run(async () =>
    {
        await using (var first = await OpenAsync())
        {
            await first.WriteAsync([.. Enumerable.Range(1, 500).Select(id => new StoreChange.Token(new($"{id} {new string('x', 500)}", TokenStatus.Accepted, null, null)))]);
        }

        await using (var file = new FileStream(StorePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            for (var page = file.Length / 2 / 4096; page < file.Length / 4096; page++)
            {
                file.Position = page * 4096;
                file.Write(new byte[2_000]);
            }
        }

        var bytes = await File.ReadAllBytesAsync(StorePath);
        var refusal = await Assert.ThrowsAsync<StoreException>(() => OpenAsync());

        Assert.Contains($"{StorePath} is damaged", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(StorePath));
    });

    [Fact]
    public Task A_store_of_the_first_version_is_brought_up_with_all_that_is_in_it() => Run(async () =>
    {
        var session = new SessionRecord(1, "1", "CP1", 1, "A", DateTimeOffset.UnixEpoch, 5);
        using (var old = new SqliteDatabase(StorePath))
        {
            old.Open();
            Schema.BringUp(old, NullLogger.Instance, latest: 1);
            old.Transact(() =>
            {
                new ChangeWriter(old, new FrameRing(old, new StoreLimits(), _loop.Time), new StoreLimits()).Write(new StoreChange.Session(session));
                return true;
            });
            Assert.Equal(0, IndexesOfRunning());
        }

        await using var store = await OpenAsync();

        Assert.Equal(session, Assert.Single((await store.LoadAsync()).Running));
        Assert.Equal(1, IndexesOfRunning());
        Assert.Equal(Schema.Latest, Scalar("SELECT version FROM central_schema"));

        long IndexesOfRunning() => Scalar("SELECT COUNT(*) FROM sqlite_master WHERE name = 'session_running'");
    });

    [Fact]
    public Task A_step_of_the_schema_that_fails_leaves_the_store_as_it_was() => Run(async () =>
    {
        using (var old = new SqliteDatabase(StorePath))
        {
            old.Open();
            Schema.BringUp(old, NullLogger.Instance, latest: 1);
        }

        Execute("CREATE INDEX session_running ON session (id)");
        await Assert.ThrowsAsync<StoreException>(() => OpenAsync());
        Assert.Equal(1, Scalar("SELECT version FROM central_schema"));
        Execute("DROP INDEX session_running");
        await using var store = await OpenAsync();
        Assert.Equal(Schema.Latest, Scalar("SELECT version FROM central_schema"));
    });

    [Fact]
    public Task A_store_of_a_later_version_is_refused_and_left_as_it_is() => Run(async () =>
    {
        await (await OpenAsync()).DisposeAsync();
        Execute("UPDATE central_schema SET version = 99");

        var refusal = await Assert.ThrowsAsync<StoreException>(() => OpenAsync());

        Assert.Contains($"{StorePath} is of schema version 99, this program knows {Schema.Latest}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(99, Scalar("SELECT version FROM central_schema"));
    });

    [Fact]
    public Task A_database_of_another_program_is_refused_and_left_as_it_is() => Run(async () =>
    {
        Execute("CREATE TABLE holidays (day TEXT)");

        var refusal = await Assert.ThrowsAsync<StoreException>(() => OpenAsync());

        Assert.Contains("holds tables of another program", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, Scalar("SELECT COUNT(*) FROM sqlite_master"));
    });

    [Fact]
    public Task A_place_where_no_file_can_be_is_named() => Run(async () =>
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "");
        foreach (var path in (string[])[Path.Combine(_folder, "none", "central.db"), Path.Combine(_folder, "file", "central.db"), _folder, "/proc/central.db"])
        {
            var refusal = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(path));
            Assert.Contains($"the store {path}", refusal.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("secret", (await Assert.ThrowsAsync<StoreException>(() => OpenAsync("mysql://root:secret@host/db"))).Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_full_disk_refuses_what_does_not_fit_and_takes_it_when_there_is_room() => Run(async () =>
    {
        var database = new SqliteDatabase(StorePath);
        await using var store = await DatabaseStore.OpenAsync(database, _loop, new StoreLimits(), NullLogger.Instance);
        await store.WriteAsync(State("before"));
        database.Execute("PRAGMA max_page_count = 1");

        var refusal = await Assert.ThrowsAsync<StoreException>(() => store.WriteAsync(State(new string('x', 300_000))));
        Assert.Contains($"there is no room on the disk for the store {StorePath}", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreException>(() => store.WriteAsync(State(new string('x', 300_000)), State("small")));
        Assert.Equal("before", Assert.Single(await store.StatesAsync("CP1", 10)).State);

        database.Execute("PRAGMA max_page_count = 1000000");
        await store.WriteAsync(State(new string('x', 300_000)));
        Assert.Equal(2, (await store.StatesAsync("CP1", 10)).Count);
    });

    [Fact]
    public Task Only_its_owner_can_read_it() => Run(async () =>
    {
        await using var store = await OpenAsync();
        await store.WriteAsync(State("a"));

        Assert.All(
            Directory.GetFiles(_folder),
            file => Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), file));
    });

    [Fact]
    public Task Another_program_may_look_into_it_while_it_is_written() => Run(async () =>
    {
        await using var store = await OpenAsync();
        await store.WriteAsync(State("a"));

        Assert.Equal(1, Scalar("SELECT COUNT(*) FROM state WHERE station = 'CP1'"));
        await store.WriteAsync(State("b"));
    });

    [Fact]
    public Task Frames_give_way_by_their_bytes_and_the_last_ones_stay() => Run(async () =>
    {
        await using var store = await OpenAsync(limits: new StoreLimits { FrameBytes = 100_000 });
        for (var number = 0; number < 2_000; number++)
        {
            await store.WriteAsync(Frame($"{number,1000}"));
        }

        var frames = await store.FramesAsync(null, 5_000);
        Assert.InRange(frames.Count, 90, 100);
        Assert.Equal($"{1999,1000}", frames[^1].Text);
        Assert.Equal(Enumerable.Range(2_000 - frames.Count, frames.Count), frames.Select(frame => int.Parse(frame.Text)));
    });

    [Fact]
    public void Frames_give_way_when_they_are_too_old_step_by_step()
    {
        using var loop = new VirtualLoop(DateTimeOffset.UnixEpoch.AddYears(50));
        using var database = new SqliteDatabase(StorePath);
        database.Open();
        Schema.BringUp(database, NullLogger.Instance, Schema.Latest);
        var ring = new FrameRing(database, new StoreLimits(), loop.Time);
        ring.Open();
        Write(300);
        loop.RunFor(TimeSpan.FromDays(4));
        Write(300);
        Assert.False(database.Transact(ring.TrimOlder));
        Assert.Equal(600, Scalar("SELECT COUNT(*) FROM frame"));

        loop.RunFor(TimeSpan.FromDays(4));
        Assert.True(database.Transact(ring.TrimOlder));
        Assert.InRange(Scalar("SELECT COUNT(*) FROM frame"), 301, 599);
        while (database.Transact(ring.TrimOlder))
        {
            // One step more.
        }

        Assert.Equal(300, Scalar("SELECT COUNT(*) FROM frame"));

        void Write(int count) => database.Transact(() =>
        {
            for (var number = 0; number < count; number++)
            {
                ring.Write(new FrameRecord("CP1", loop.Time.GetUtcNow(), FrameDirection.Sent, null, new string('x', 1_000)));
            }

            return true;
        });
    }

    [Fact]
    public Task Ids_do_not_come_again_behind_a_counter_that_was_set_back() => Run(async () =>
    {
        await using var store = await OpenAsync();
        await store.WriteAsync(new StoreChange.Session(new SessionRecord(40, "40", "CP1", 1, "A", DateTimeOffset.UnixEpoch, 5)));

        Assert.Equal(41, await store.TakeSessionIdsAsync(1));
    });

    public void Dispose()
    {
        _loop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static StoreChange.State State(string state) => new(new StateEntry("CP1", DateTimeOffset.UnixEpoch, StateKind.Status, null, state, null));

    private static StoreChange.Frame Frame(string text) => new(new FrameRecord("CP1", DateTimeOffset.UtcNow, FrameDirection.Received, "Boot", text));

    private Task<ICentralStore> OpenAsync(string? path = null, StoreLimits? limits = null) =>
        ChargerFirmware.Central.Stores.CentralStores.OpenAsync(path ?? StorePath, _loop, NullLogger.Instance, limits);

    private Task Run(Func<Task> act) => _loop.RunAsync(act);

    private void Execute(string text) => Scalar(text);

    private long Scalar(string text)
    {
        using var connection = new SqliteConnection($"Data Source={StorePath};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar() as long? ?? 0;
    }
}
