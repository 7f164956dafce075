using ChargerFirmware.Station.Storage;
using Microsoft.Data.Sqlite;

namespace ChargerFirmware.Tests.Crash.Trace;

/// <summary>The same file as the real store's, written with <c>synchronous=OFF</c>.</summary>
internal sealed class UnsyncedStore : IStationStore, IDisposable
{
    private readonly SqliteConnection _connection;

    public UnsyncedStore(string folder)
    {
        SQLitePCL.Batteries_V2.Init();
        Directory.CreateDirectory(folder);
        _connection = new SqliteConnection($"Data Source={Path.Combine(folder, "station.db")};Pooling=False");
        _connection.Open();
        using var command = Command(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; CREATE TABLE entry (section TEXT, key TEXT, value BLOB, PRIMARY KEY (section, key))");
        command.ExecuteNonQuery();
    }

    public IReadOnlyList<StoreRow> Load(string table)
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

    public Task CommitAsync(IReadOnlyList<StoreChange> changes)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var change in changes)
        {
            using var command = Command(change.Value is null
                ? "DELETE FROM entry WHERE section = $section AND key = $key"
                : "INSERT OR REPLACE INTO entry VALUES ($section, $key, $value)");
            command.Transaction = transaction;
            command.Parameters.AddWithValue("$section", change.Table);
            command.Parameters.AddWithValue("$key", change.Key);
            if (change.Value is { } value)
            {
                command.Parameters.AddWithValue("$value", value.ToArray());
            }

            command.ExecuteNonQuery();
        }

        transaction.Commit();
        return Task.CompletedTask;
    }

    public void Dispose() => _connection.Dispose();

    private SqliteCommand Command(string text)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        return command;
    }
}
