using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>A database file that cannot be used as it is: read as far as it can be, kept for a person to look at, and replaced.</summary>
internal static class DamagedFile
{
    private static readonly string[] s_companions = ["", "-wal", "-shm"];

    /// <summary>What a file still gives that cannot be opened as a store; nothing from somebody else's file.</summary>
    public static StoreReading Read(string path) => Read(path, SqliteOpenMode.ReadWrite, StoreFile.Vfs, "");

    /// <summary>
    /// What a file gives on a disk that cannot be written: with the log's index in memory, then as it was at the last checkpoint.
    /// </summary>
    public static StoreReading ReadOnly(string path)
    {
        // An exclusive reader needs no file for the index of the log (https://www.sqlite.org/wal.html#use_of_wal_without_shared_memory). On a
        // file system that is read-only it may not take an exclusive lock, and needs none: the folder's lock keeps others out.
        var reading = Read(path, SqliteOpenMode.ReadOnly, OperatingSystem.IsWindows() ? null : "unix-none", "PRAGMA locking_mode=EXCLUSIVE");
        if (!reading.IsWhole)
        {
            reading = Better(reading, Read(path, SqliteOpenMode.ReadOnly, null, ""));
        }

        var address = $"file:{Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1";
        return reading.IsWhole ? reading : Better(reading, Read(address, SqliteOpenMode.ReadOnly, null, ""));
    }

    /// <summary>Puts a file with other rows in the place of this one, in which nothing is lost wherever it is cut short.</summary>
    /// <param name="write">Fills the new file.</param>
    /// <returns>Where the old one is now; no file of before is overwritten.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="SqliteException">There is no room for a new file; the old one is where it was.</exception>
    public static string Replace(string path, Action<StoreFile> write)
    {
        var fresh = Fresh(path);
        foreach (var companion in s_companions)
        {
            File.Delete(fresh + companion);
        }

        using (var file = StoreFile.Open(fresh))
        {
            write(file);
        }

        var aside = Aside(path);
        foreach (var companion in s_companions.Where(companion => File.Exists(path + companion)))
        {
            File.Move(path + companion, aside + companion);
        }

        File.Move(fresh, path);
        return aside;
    }

    /// <summary>A replacement that was cut short between the old file and the new one.</summary>
    public static void FinishReplacement(string path)
    {
        if (!File.Exists(path) && File.Exists(Fresh(path)))
        {
            File.Move(Fresh(path), path);
        }
    }

    private static string Fresh(string path) => path + ".new";

    private static string Aside(string path)
    {
        var number = 1;
        string Name() => string.Create(CultureInfo.InvariantCulture, $"{path}.damaged-{number}");
        while (File.Exists(Name()))
        {
            number++;
        }

        return Name();
    }

    private static StoreReading Better(StoreReading one, StoreReading other) => other.IsWhole || other.Rows.Count > one.Rows.Count ? other : one;

    private static StoreReading Read(string source, SqliteOpenMode mode, string? vfs, string first)
    {
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Vfs = vfs, Pooling = false, DefaultTimeout = 5 }.ToString());
            connection.Open();
            if (first.Length > 0)
            {
                using var command = connection.CreateCommand();
                command.CommandText = first;
                command.ExecuteNonQuery();
            }

            return StoreReading.Of(connection);
        }
        catch (SqliteException refusal)
        {
            return StoreReading.Refused(refusal.Message);
        }
    }
}
