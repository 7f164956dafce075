using System.Diagnostics;
using System.Globalization;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Store.Sqlite.Adapters;
using ChargerFirmware.Telemetry.Logs;
using ChargerFirmware.Tests.Unit.Telemetry.Logs;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Store.Sqlite;

/// <summary>
/// The store on a disk that is full, cannot be written or is not there. Without root's tmpfs a trigger and a folder without rights stand in
/// for the disk; tests/Hostile fills a real one.
/// </summary>
public sealed class FailingDiskTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("charger-disk-").FullName;
    private readonly LineCollector _lines = new(new StationFormatter(LogForm.Text, "CP-1", TimeProvider.System));
    private StoreFolder? _open;

    private string Folder => Path.Combine(_root, "store");

    private IStationStore Store => _open!.Store;

    [Fact]
    public async Task A_full_disk_refuses_every_commit_and_takes_them_again_when_there_is_room()
    {
        Open();
        await Store.CommitAsync([Put("before")]);
        Fill();

        for (var attempt = 0; attempt < 5; attempt++)
        {
            await Assert.ThrowsAsync<IOException>(() => Store.CommitAsync([Put("large", 200_000)]));
        }

        Assert.NotNull(Store.Problem);
        Assert.Equal(["before"], Keys());
        Free();
        await Store.CommitAsync([Put("large", 200_000)]);
        Assert.Null(Store.Problem);
        Assert.Equal(["before", "large"], Keys());
    }

    [Fact]
    public async Task What_a_full_disk_refuses_and_is_kept_is_there_after_the_process_was_killed()
    {
        Open();
        await Store.CommitAsync([Put("before")]);
        Fill();
        await Assert.ThrowsAsync<IOException>(() => Store.CommitAsync([Put("stop", 30_000)]));
        Assert.True(await Store.KeepAsync([Put("stop", 30_000), StoreChange.Delete("t", "before")]));
        Assert.Equal(["stop"], Keys());

        using var killed = Killed();

        Assert.Equal(["stop"], killed.Store.Load("t").Select(row => row.Key));
    }

    [Fact]
    public async Task What_was_kept_is_not_taken_for_the_latest_where_more_did_not_fit()
    {
        Open();
        await Store.CommitAsync([Put("before")]);
        Fill();
        await Assert.ThrowsAsync<IOException>(() => Store.CommitAsync([Put("running")]));
        await Store.KeepAsync([Put("running")]);
        Assert.True(await Store.KeepAsync([StoreChange.Delete("t", "running"), Random("stop", 200_000)]));

        using var killed = Killed();

        Assert.Equal(["before", "running"], killed.Store.Load("t").Select(row => row.Key));
        Assert.Single(killed.Store.Load(StoreTables.MissingCommits));
    }

    [Fact]
    public async Task There_is_always_room_to_say_that_something_did_not_fit()
    {
        Open();
        Fill("large", 140_000);

        // 128 KiB of records but for a hundred bytes.
        for (var commit = 0; commit < 126; commit++)
        {
            await Store.CommitAsync([Random("row", commit < 125 ? 1000 : 797)]);
        }

        await Assert.ThrowsAsync<IOException>(() => Store.CommitAsync([Random("large", 140_000)]));
        Assert.True(await Store.KeepAsync([Random("large", 140_000)]));

        using var killed = Killed();
        Assert.Single(killed.Store.Load(StoreTables.MissingCommits));
    }

    [Fact]
    public async Task What_cannot_be_synced_is_not_called_kept()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // It takes every write, and its fsync says EINVAL, as that of a file system that has turned read-only says EROFS.
        Directory.CreateDirectory(Folder);
        File.CreateSymbolicLink(Path.Combine(Folder, "station.db-redo"), "/dev/null");
        Open();
        Fill();
        await Assert.ThrowsAsync<IOException>(() => Store.CommitAsync([Put("stop")]));

        Assert.False(await Store.KeepAsync([Put("stop")]));
    }

    [Fact]
    public async Task What_was_kept_is_carried_out_once_and_not_over_what_came_later()
    {
        Open();
        Fill();
        await Store.KeepAsync([Put("row", 1)]);
        Free();
        await Store.CommitAsync([Put("row", 2)]);
        using var killed = Killed();

        Assert.Equal(2, Assert.Single(killed.Store.Load("t")).Value.Length);
        Assert.Null(killed.Store.Damage);
    }

    [Fact]
    public async Task A_path_that_cannot_be_a_folder_is_a_store_that_fails_and_is_tried_again()
    {
        File.WriteAllText(Folder, "in the way");
        Open();
        Assert.NotNull(Store.Problem);
        Assert.Empty(Store.Load("t"));
        await Assert.ThrowsAsync<IOException>(() => Store.CommitAsync([Put("row")]));

        File.Delete(Folder);
        await Store.CommitAsync([Put("row")]);

        Assert.Null(Store.Problem);
        Assert.Equal(["row"], Keys());
    }

    [Fact]
    public async Task A_store_that_could_not_be_read_is_not_written_over_before_a_restart()
    {
        Open();
        await Store.CommitAsync([Put("of before")]);
        _open!.Dispose();
        Directory.Move(Folder, Folder + ".away");
        File.WriteAllText(Folder, "not mounted yet");
        Open();
        Assert.Empty(Store.Load("t"));

        File.Delete(Folder);
        Directory.Move(Folder + ".away", Folder);
        await Assert.ThrowsAsync<IOException>(() => Store.CommitAsync([Put("of now")]));

        Assert.True(Store.NeedsRestart);
        _open.Dispose();
        Open();
        Assert.Equal(["of before"], Keys());
    }

    [Fact]
    public async Task A_deleted_folder_is_noticed_by_itself_and_made_anew_with_all_rows()
    {
        Open();
        await Store.CommitAsync([Put("row")]);
        var noticed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Store.Noticed += () => noticed.TrySetResult();
        Directory.Delete(Folder, recursive: true);
        await noticed.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        await Store.CommitAsync([Put("later")]);

        Assert.Contains("deleted", Store.Damage, StringComparison.Ordinal);
        Assert.Contains(_lines.Lines, line => line.Contains(" error ", StringComparison.Ordinal) && line.Contains("was deleted or moved", StringComparison.Ordinal));
        Assert.DoesNotContain(_lines.Lines, line => line.Contains(" fatal ", StringComparison.Ordinal));
        using var killed = Killed();
        Assert.Equal(["later", "row"], killed.Store.Load("t").Select(row => row.Key));
    }

    [Fact]
    public async Task A_file_put_in_the_place_of_the_open_one_is_noticed_and_gets_all_rows()
    {
        Open();
        await Store.CommitAsync([Put("row")]);
        var noticed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Store.Noticed += () => noticed.TrySetResult();
        var other = Path.Combine(Folder, "other.db");
        File.WriteAllText(other, "");
        File.Move(other, Path.Combine(Folder, "station.db"), overwrite: true);
        await noticed.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        await Store.CommitAsync([Put("later")]);

        Assert.Contains("moved", Store.Damage, StringComparison.Ordinal);
        using var killed = Killed();
        Assert.Equal(["later", "row"], killed.Store.Load("t").Select(row => row.Key));
    }

    [Fact]
    public void Deleting_the_files_of_the_folder_does_not_get_past_its_lock()
    {
        Open();
        foreach (var file in Directory.GetFiles(Folder))
        {
            File.Delete(file);
        }

        Assert.Throws<ChargerFirmware.Store.Sqlite.StoreInUseException>(() => StoreFolder.Open(Folder, NullLogger.Instance));
    }

    [Fact]
    public async Task Only_the_owner_can_read_a_store()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Open();
        await Store.CommitAsync([Put("row")]);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        Assert.All(Directory.GetFiles(Folder), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void A_store_of_before_is_closed_to_others_and_a_folder_of_others_is_left_as_it_is()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "station.db"), "");
        File.WriteAllText(Path.Combine(Folder, "holiday.jpg"), "");
        const UnixFileMode everybody = UnixFileMode.OtherRead | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(Folder, everybody);
        Open();

        Assert.Equal(everybody, File.GetUnixFileMode(Folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Folder, "station.db")));
    }

    public void Dispose()
    {
        _open?.Dispose();
        if (File.Exists(Folder))
        {
            File.Delete(Folder);
        }

        Directory.Delete(_root, recursive: true);
    }

    private static StoreChange Put(string key, int bytes = 1) => StoreChange.Put("t", key, Enumerable.Repeat((byte)'x', bytes).ToArray());

    /// <summary>Bytes that cannot be packed.</summary>
    private static StoreChange Random(string key, int bytes)
    {
        var value = new byte[bytes];
        new Random(1).NextBytes(value);
        return StoreChange.Put("t", key, value);
    }

    private void Open() => _open = StoreFolder.Open(Folder, _lines.CreateLogger("store"));

    private IEnumerable<string> Keys() => Store.Load("t").Select(row => row.Key);

    /// <summary>A copy of the files as they are now: what a start after SIGKILL finds.</summary>
    private StoreFolder Killed()
    {
        var copy = Path.Combine(_root, "copy");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(Folder).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return StoreFolder.Open(copy, NullLogger.Instance);
    }

    /// <summary>As SQLite says that it is full, without a disk that is.</summary>
    private void Fill() => Execute("CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(FAIL, 'full'); END");

    /// <summary>Full for rows of this length only.</summary>
    private void Fill(string key, int bytes) => Execute(
        $"CREATE TRIGGER full BEFORE INSERT ON entry WHEN NEW.key = '{key}' AND length(NEW.value) >= {bytes} BEGIN SELECT RAISE(FAIL, 'full'); END");

    private void Free() => Execute("DROP TRIGGER full");

    private void Execute(string text)
    {
        using var connection = new SqliteConnection($"Data Source={StoreFolder.FileIn(Folder)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
