using System.Globalization;
using System.Text;
using ChargerFirmware.Station.Storage;
using Microsoft.Data.Sqlite;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>The database file: how it is opened, brought up to the present schema, read and written. Used by one thread at a time.</summary>
internal sealed class StoreFile : IDisposable
{
    /// <summary>How long a commit waits for another program that reads the file; where <see cref="Vfs"/> is, none does.</summary>
    private const int BusySeconds = 5;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;
    private readonly WalHeader _walHeader;
    private readonly OpenedPath _opened;

    private StoreFile(SqliteConnection connection)
    {
        _opened = OpenedPath.Of(connection.DataSource);
        _connection = connection;
        _walHeader = new WalHeader(connection.DataSource + "-wal");
        _begin = Command("BEGIN IMMEDIATE");
        _commit = Command("COMMIT");
        _put = Command(
            "INSERT INTO entry (section, key, value, number, digest) VALUES ($section, $key, $value, $number, $digest) " +
            "ON CONFLICT DO UPDATE SET value = excluded.value, number = excluded.number, digest = excluded.digest");
        _put.Parameters.Add("$section", SqliteType.Text);
        _put.Parameters.Add("$key", SqliteType.Text);
        _put.Parameters.Add("$value", SqliteType.Blob);
        _put.Parameters.Add("$number", SqliteType.Integer);
        _put.Parameters.Add("$digest", SqliteType.Integer);
        _delete = Command("DELETE FROM entry WHERE section = $section AND key = $key");
        _delete.Parameters.Add("$section", SqliteType.Text);
        _delete.Parameters.Add("$key", SqliteType.Text);
    }

    /// <summary>File and log are where they were opened; false, too, where another file has taken their place.</summary>
    public bool IsStillInPlace => _opened.IsStillInPlace && File.Exists(_connection.DataSource + "-wal");

    /// <summary>
    /// How SQLite reaches the file: by one process alone, with the index of the log in its memory. Usually that index is a mapped file, -shm, and
    /// on a disk that fails, or turns read-only, a write to such a mapping does not return an error: it kills the process (SIGBUS), and the charge
    /// with it. Null for the system's usual way: Windows has no such one.
    /// </summary>
    /// <remarks>
    /// https://www.sqlite.org/vfs.html#standard_unix_vfses. The folder's lock lets in one process anyway. The price: sqlite3 beside a running
    /// station reads a copy. PRAGMA locking_mode=EXCLUSIVE would do the same, and lock out other connections of this process, too.
    /// </remarks>
    public static string? Vfs => OperatingSystem.IsWindows() ? null : "unix-excl";

    /// <summary>The number of the last commit. Each commit has the next one; every row carries that of the commit that wrote it.</summary>
    public long Commit { get; private set; }

    /// <summary>Opens a file, or makes one that only its owner can read.</summary>
    /// <exception cref="SqliteException">It cannot be opened, or <see cref="IsUnusable"/>.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static StoreFile Open(string path)
    {
        StoreAccess.MakeFile(path);
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Vfs = Vfs, Pooling = false, DefaultTimeout = BusySeconds }.ToString());
        try
        {
            connection.Open();
            Schema.BringUp(connection);
            return new StoreFile(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Damaged, or somebody else's: nothing that trying again would change.</summary>
    public static bool IsUnusable(Exception problem) => problem is SqliteException
    {
        SqliteErrorCode: SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_MISMATCH
            or SQLitePCL.raw.SQLITE_FORMAT or SQLitePCL.raw.SQLITE_ERROR,
    };

    /// <summary>Something about the rows of this one commit, which the next commit need not have.</summary>
    public static bool IsOfTheCommit(Exception problem) => problem is SqliteException
    {
        SqliteErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT or SQLitePCL.raw.SQLITE_TOOBIG or SQLitePCL.raw.SQLITE_MISMATCH or SQLitePCL.raw.SQLITE_RANGE,
    };

    /// <summary>No room: nothing is wrong with the file, and it can be read.</summary>
    public static bool IsFull(Exception problem) => problem is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL };

    /// <summary>Reads and proves all rows; their last commit is the one that the next goes on from.</summary>
    public StoreReading ReadAll()
    {
        var reading = StoreReading.Of(_connection);
        ContinueFrom(reading.Commit);
        return reading;
    }

    /// <summary>Numbers up to this one have been given away.</summary>
    public void ContinueFrom(long commit) => Commit = Math.Max(Commit, commit);

    /// <summary>All rows of a table, by their keys' ordinal order (which is that of UTF-8 bytes).</summary>
    public IReadOnlyList<StoreRow> Read(string table)
    {
        using var command = Command("SELECT key, value FROM entry WHERE section = $section ORDER BY key");
        command.Parameters.AddWithValue("$section", table);
        using var reader = command.ExecuteReader();
        var rows = new List<StoreRow>();
        while (reader.Read())
        {
            rows.Add(new StoreRow(reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        }

        return rows;
    }

    /// <summary>Carries out all changes or none, and ends when they are on disk.</summary>
    /// <exception cref="SqliteException">Refused; nothing has changed, and no transaction is left open.</exception>
    public void Write(IReadOnlyList<StoreChange> changes)
    {
        var number = Commit + 1;
        try
        {
            _begin.ExecuteNonQuery();
            foreach (var change in changes)
            {
                Carry(change, number);
            }

            if (!LeavesARow(changes))
            {
                Carry(StoreChange.Put(StoreTables.CommitNumber, "last", Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture))), number);
            }

            _commit.ExecuteNonQuery();
            Commit = number;
            _walHeader.Restore();
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>
    /// Moves what stands in the log into the file, so that a damaged log costs little. The log that is left counts for nothing: its header
    /// is cleared, because a piece of it would set pages back to what they once were.
    /// </summary>
    /// <returns>False where a reader kept it from being done; later, then.</returns>
    /// <exception cref="SqliteException">There is no room, or the disk fails; nothing is lost.</exception>
    public bool Checkpoint()
    {
        // Without waiting for a reader: commits stand in line behind this.
        using var command = Command("PRAGMA busy_timeout=0; PRAGMA wal_checkpoint(RESTART); PRAGMA busy_timeout=5000");
        using var reader = command.ExecuteReader();
        var isDone = reader.NextResult() && reader.Read() && reader.GetInt64(0) == 0 && reader.GetInt64(1) == reader.GetInt64(2);
        while (reader.NextResult())
        {
            // Carried out only when it is read.
        }

        if (isDone)
        {
            _walHeader.Clear();
        }

        return isDone;
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _put.Dispose();
        _delete.Dispose();
        _connection.Dispose();
        _opened.Dispose();
    }

    /// <summary>Whether one of the rows carries the commit's number when all is done: the last change of a row counts.</summary>
    private static bool LeavesARow(IReadOnlyList<StoreChange> changes)
    {
        for (var index = changes.Count - 1; index >= 0; index--)
        {
            if (changes[index].Value is not null && !IsDeletedAfter(changes, index))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsDeletedAfter(IReadOnlyList<StoreChange> changes, int index)
    {
        for (var later = index + 1; later < changes.Count; later++)
        {
            if (changes[later].Value is null && changes[later].Key == changes[index].Key && changes[later].Table == changes[index].Table)
            {
                return true;
            }
        }

        return false;
    }

    private void Carry(StoreChange change, long number)
    {
        var command = change.Value is null ? _delete : _put;
        command.Parameters["$section"].Value = change.Table;
        command.Parameters["$key"].Value = change.Key;
        if (change.Value is { } value)
        {
            command.Parameters["$value"].Value = value.ToArray();
            command.Parameters["$number"].Value = number;
            command.Parameters["$digest"].Value = (long)RowDigest.Of(change.Table, change.Key, value.Span, number);
        }

        command.ExecuteNonQuery();
    }

    /// <summary>SQLite has rolled back by itself where the disk was full or failed; what it has not, is.</summary>
    private void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            using var command = Command("ROLLBACK");
            command.ExecuteNonQuery();
        }
    }

    private SqliteCommand Command(string text)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
}
