using System.Text;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Store.Sqlite.Adapters;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChargerFirmware.Tests.Unit.Store.Sqlite;

/// <summary>What was killed and then damaged: found out, mended from the redo file where it can be, and written down where it cannot.</summary>
public sealed class DamagedStoreTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("charger-damage-").FullName;
    private int _copies;

    private string Live => Path.Combine(_root, "live");

    [Fact]
    public async Task Every_byte_of_the_log_can_be_damaged_and_nothing_is_lost_nor_silent()
    {
        var log = await WriteAsync();
        var chance = new Random(7);
        foreach (var at in Enumerable.Range(0, 60).Select(_ => chance.Next(0, log)).Concat([0, 16, 24, 40, 100]))
        {
            using var store = Damaged("-wal", file => Flip(file, at));
            Assert.Equal(24, store.Store.Load("t").Count);
            Assert.Empty(store.Store.Load(StoreTables.MissingCommits));

            // Before the first commit of the log there are header and schema; behind the last frame nothing counts.
            Assert.True(store.Store.Damage is not null || at > 0, $"byte {at} in silence");
        }
    }

    [Fact]
    public async Task A_log_that_is_cut_anywhere_or_gone_costs_nothing()
    {
        var log = await WriteAsync();
        foreach (var length in new[] { 0, 31, 32, 4000, log / 2, log - 1 })
        {
            using var store = Damaged("-wal", file => file.SetLength(length));
            Assert.Equal(24, store.Store.Load("t").Count);
            Assert.Contains("redo", store.Store.Damage, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Lost_commits_are_written_down()
    {
        await WriteAsync();
        using var store = Damaged("-wal", file => file.SetLength(0), alsoRedo: file =>
        {
            // Somewhere in the first records: those behind it are found all the same.
            file.Seek(900, SeekOrigin.Begin);
            file.Write(new byte[64]);
        });

        Assert.InRange(store.Store.Load("t").Count, 15, 23);
        Assert.Contains("lost", store.Store.Damage, StringComparison.Ordinal);
        Assert.Single(store.Store.Load(StoreTables.MissingCommits));
    }

    [Fact]
    public async Task A_block_within_a_value_that_was_zeroed_is_found_by_its_sum()
    {
        using (var folder = StoreFolder.Open(Live, NullLogger.Instance))
        {
            await folder.Store.CommitAsync([.. Enumerable.Range(0, 200).Select(number => Put(number))]);
        }

        var bytes = File.ReadAllBytes(StoreFolder.FileIn(Live));
        var middle = bytes.AsSpan().IndexOf("row 000100"u8) + 40;
        bytes.AsSpan(middle, 20).Clear();
        File.WriteAllBytes(StoreFolder.FileIn(Live), bytes);
        using var store = StoreFolder.Open(Live, NullLogger.Instance);

        Assert.Contains("t/000100", store.Store.Damage, StringComparison.Ordinal);
        Assert.Equal(199, store.Store.Load("t").Count);
    }

    [Fact]
    public async Task A_redo_file_that_is_damaged_costs_nothing_of_a_store_that_holds()
    {
        await WriteAsync();
        using var store = Damaged("-redo", file => Flip(file, 600));

        Assert.Equal(24, store.Store.Load("t").Count);
        Assert.Null(store.Store.Damage);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <returns>Bytes that stand in the log.</returns>
    private async Task<int> WriteAsync()
    {
        using var folder = StoreFolder.Open(Path.Combine(_root, "writer"), NullLogger.Instance);
        for (var number = 0; number < 24; number++)
        {
            await folder.Store.CommitAsync([Put(number)]);
        }

        Directory.CreateDirectory(Live);
        foreach (var file in Directory.GetFiles(folder.Path).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(Live, Path.GetFileName(file)));
        }

        return (int)new FileInfo(StoreFolder.FileIn(Live) + "-wal").Length;
    }

    private StoreFolder Damaged(string companion, Action<FileStream> damage, Action<FileStream>? alsoRedo = null)
    {
        var copy = Path.Combine(_root, $"copy{++_copies}");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(Live))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        using (var file = new FileStream(StoreFolder.FileIn(copy) + companion, FileMode.Open))
        {
            damage(file);
        }

        if (alsoRedo is not null)
        {
            using var file = new FileStream(StoreFolder.FileIn(copy) + "-redo", FileMode.Open);
            alsoRedo(file);
        }

        return StoreFolder.Open(copy, NullLogger.Instance);
    }

    private static void Flip(FileStream file, int at)
    {
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 0x10));
    }

    private static StoreChange Put(int number) => StoreChange.Put("t", $"{number:D6}", Encoding.UTF8.GetBytes($"row {number:D6} {new string('-', 600)}"));
}
