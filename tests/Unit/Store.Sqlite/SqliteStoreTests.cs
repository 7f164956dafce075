using System.Text;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Store.Sqlite;
using ChargerFirmware.Store.Sqlite.Adapters;
using ChargerFirmware.Tests.Unit.Station;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Store.Sqlite;

public sealed class SqliteStoreTests : StoreContractTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("charger-store-").FullName;
    private StoreFolder? _open;

    private string SetAside => Assert.Single(Directory.GetFiles(_folder, "*.damaged-?"));

    private string FilePath => StoreFolder.FileIn(_folder);

    [Fact]
    public void A_second_station_is_refused_by_the_folders_name()
    {
        Open();

        var refusal = Assert.Throws<StoreInUseException>(Reopened);

        Assert.Contains(_folder, refusal.Message, StringComparison.Ordinal);
        StoreFolder Reopened() => StoreFolder.Open(_folder, NullLogger.Instance);
    }

    [Fact]
    public async Task A_commit_that_cannot_be_carried_out_is_refused_and_the_ones_beside_it_are_not()
    {
        var store = Open();
        Exec("CREATE TRIGGER stop BEFORE INSERT ON entry WHEN NEW.key = 'bad' BEGIN SELECT RAISE(ABORT, 'planted'); END");
        var good = Enumerable.Range(0, 20).Select(number => store.CommitAsync([Put($"{number:D2}")])).ToList();
        var bad = store.CommitAsync([Put("with it"), Put("bad")]);
        good.AddRange(Enumerable.Range(20, 20).Select(number => store.CommitAsync([Put($"{number:D2}")])));

        var refusal = await Assert.ThrowsAsync<IOException>(() => bad);
        await Task.WhenAll(good);

        Assert.Contains("planted", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(40, store.Load("t").Count);
    }

    [Fact]
    public async Task A_closed_store_refuses_instead_of_forgetting()
    {
        var store = Open();
        Close();

        await Assert.ThrowsAsync<IOException>(() => store.CommitAsync([Put("late")]));
    }

    [Fact]
    public void A_file_that_is_no_database_is_kept_and_replaced()
    {
        File.WriteAllText(FilePath, "This is no database, however often one opens it. " + new string('x', 5000));

        Assert.Empty(Open().Load("t"));
        Assert.StartsWith("This is no database", File.ReadAllText(SetAside), StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_another_program_is_kept_and_replaced()
    {
        Exec("CREATE TABLE holiday (photo BLOB); INSERT INTO holiday VALUES ('beach')");

        Assert.Empty(Open().Load("t"));
        Assert.Equal("beach", Scalar(SetAside, "SELECT photo FROM holiday"));
    }

    [Fact]
    public async Task A_store_of_a_later_version_is_kept_and_its_rows_are_taken_over()
    {
        await Open().CommitAsync([Put("still readable")]);
        Close();
        Exec("PRAGMA user_version=99");

        Assert.Equal(["still readable"], Open().Load("t").Select(row => row.Key));
        Assert.Contains(SetAside, _open!.Store.Damage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_damaged_file_all_rows_that_can_be_read_are_taken_over()
    {
        var store = Open();
        await store.CommitAsync([.. Enumerable.Range(0, 2000).Select(number => StoreChange.Put("t", $"{number:D6}", Filler(number)))]);
        Close();
        DamageOnePageInTheMiddle();

        var rows = Open().Load("t");

        Assert.Contains(SetAside, _open!.Store.Damage, StringComparison.Ordinal);
        Assert.InRange(rows.Count, 1500, 1999);
        Assert.All(rows, row => Assert.Equal(Filler(int.Parse(row.Key, System.Globalization.CultureInfo.InvariantCulture)), row.Value.ToArray()));
    }

    [Fact]
    public async Task Two_damaged_files_in_a_row_are_both_kept()
    {
        foreach (var content in new[] { "first wreck", "second wreck" })
        {
            File.WriteAllText(FilePath, content + new string(' ', 2000));
            await Open().CommitAsync([Put("row")]);
            Close();
        }

        Assert.Equal(2, Directory.GetFiles(_folder, "*.damaged-?").Length);
    }

    [Fact]
    public void A_stations_own_folder_is_named_by_its_identity_whatever_that_is()
    {
        Assert.NotEqual(StoreFolder.DefaultPath("a/b"), StoreFolder.DefaultPath("a b"));
        Assert.Equal(Path.GetDirectoryName(StoreFolder.DefaultPath("plain")), Path.GetDirectoryName(StoreFolder.DefaultPath("../../up")));
    }

    [Fact]
    public void Readers_do_not_stop_the_writer()
    {
        Open();

        Assert.Equal("wal", Scalar(FilePath, "PRAGMA journal_mode"));
    }

    [Fact]
    public async Task No_file_of_the_store_is_mapped_where_a_failing_disk_would_kill_the_process()
    {
        var store = Open();
        await store.CommitAsync([Put("row")]);

        Assert.True(OperatingSystem.IsWindows() || !File.Exists(FilePath + "-shm"));
    }

    public override void Dispose()
    {
        base.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    protected override IStationStore Open() => (_open = StoreFolder.Open(_folder, NullLogger.Instance)).Store;

    protected override void Close() => _open?.Dispose();

    private static StoreChange Put(string key) => StoreChange.Put("t", key, "x"u8.ToArray());

    private static byte[] Filler(int number) => Encoding.UTF8.GetBytes($"{number}:{new string('-', 200)}");

    private static string? Scalar(string path, string text)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar()?.ToString();
    }

    private void Exec(string text) => Scalar(FilePath, text);

    private void DamageOnePageInTheMiddle()
    {
        using var file = new FileStream(FilePath, FileMode.Open, FileAccess.Write);
        file.Seek(file.Length / 4096 / 2 * 4096, SeekOrigin.Begin);
        file.Write(new byte[4096]);
    }
}
