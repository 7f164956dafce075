using ChargerFirmware.Station.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Store.Sqlite.Doors;

/// <summary>The database file: how it is opened, brought up to the present schema, read and written. Used by one thread at a time.</summary>
internal sealed class StoreFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;

    private StoreFile(SqliteConnection connection, string? setAside)
    {
        _connection = connection;
        SetAside = setAside;
        _put = Command("INSERT INTO entry (section, key, value) VALUES ($section, $key, $value) ON CONFLICT DO UPDATE SET value = excluded.value");
        _put.Parameters.Add("$section", SqliteType.Text);
        _put.Parameters.Add("$key", SqliteType.Text);
        _put.Parameters.Add("$value", SqliteType.Blob);
        _delete = Command("DELETE FROM entry WHERE section = $section AND key = $key");
        _delete.Parameters.Add("$section", SqliteType.Text);
        _delete.Parameters.Add("$key", SqliteType.Text);
    }

    public string? SetAside { get; }

    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static StoreFile Open(string path, ILogger logger)
    {
        SQLitePCL.Batteries_V2.Init();
        try
        {
            return new StoreFile(Connect(path), null);
        }
        catch (SqliteException damage) when (IsUnusable(damage))
        {
            var aside = DamagedFile.SetAside(path);
            logger.LogCritical("The store {Path} cannot be used ({Problem}); it is kept as {Aside} and a new one takes its place", path, damage.Message, aside);
            var file = new StoreFile(Replace(path), aside);
            var rescued = file.Rescue(aside);
            logger.LogCritical("{Count} rows of the store could be read and were taken over", rescued);
            return file;
        }
        catch (SqliteException refusal)
        {
            throw new IOException($"the store {path} cannot be opened: {refusal.Message}", refusal);
        }
    }

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
    public void Write(IEnumerable<StoreChange> changes)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var change in changes)
        {
            var command = change.Value is null ? _delete : _put;
            command.Transaction = transaction;
            command.Parameters["$section"].Value = change.Table;
            command.Parameters["$key"].Value = change.Key;
            if (change.Value is { } value)
            {
                command.Parameters["$value"].Value = value.ToArray();
            }

            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public IOException Refusal(SqliteException refusal) => new($"the store {_connection.DataSource} refuses: {refusal.Message}", refusal);

    public void Dispose()
    {
        _put.Dispose();
        _delete.Dispose();
        _connection.Dispose();
    }

    /// <summary>Damaged, or somebody else's: nothing that trying again would change.</summary>
    private static bool IsUnusable(SqliteException problem) =>
        problem.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_MISMATCH
            or SQLitePCL.raw.SQLITE_FORMAT or SQLitePCL.raw.SQLITE_ERROR;

    private static SqliteConnection Replace(string path)
    {
        try
        {
            return Connect(path);
        }
        catch (SqliteException refusal)
        {
            throw new IOException($"the store {path} cannot be made anew: {refusal.Message}", refusal);
        }
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Schema.BringUp(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private int Rescue(string aside)
    {
        var rows = DamagedFile.ReadWhatCanBeRead(aside);
        Write(rows);
        return rows.Count;
    }

    private SqliteCommand Command(string text)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
}
