using ChargerFirmware.Station.Storage;
using Microsoft.Data.Sqlite;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>All that a database file gives: its rows, each proven by its sum, and what could not be read or does not hold.</summary>
internal sealed class StoreReading
{
    private const string Sealed = "SELECT section, key, value, number, digest FROM entry ORDER BY section{0}, key{0}";
    private const string Unsealed = "SELECT section, key, value, NULL, NULL FROM entry ORDER BY section{0}, key{0}";

    private readonly HashSet<(string Table, string Key)> _damaged = [];

    public StoreImage Rows { get; } = new();

    /// <summary>The number of the last commit; 0 for a file without one.</summary>
    public long Commit { get; private set; }

    /// <summary>Rows of a version that did not sum them: taken as they are.</summary>
    public bool HasUnsealed { get; private set; }

    /// <summary>Where the file could not be read further; null when it was read to its end.</summary>
    public string? Broken { get; private set; }

    /// <summary>Rows that are not what was written, by table and key as they are read now.</summary>
    public IEnumerable<string> Damaged => _damaged.Select(row => $"{row.Table}/{row.Key}");

    public bool IsWhole => Broken is null && _damaged.Count == 0;

    public string? Problem => IsWhole ? null : string.Join("; ", ((string?[])[Broken, Listed]).Where(part => part is not null));

    private string? Listed => _damaged.Count == 0 ? null
        : $"{_damaged.Count} rows do not hold: {string.Join(", ", Damaged.Take(20))}{(_damaged.Count > 20 ? ", ..." : "")}";

    /// <summary>Reads all there is; where the file is damaged, <see cref="Broken"/> says how.</summary>
    /// <exception cref="SqliteException">It cannot be read for now, which is no damage.</exception>
    public static StoreReading Of(SqliteConnection connection)
    {
        var reading = new StoreReading();
        if (reading.IsBlank(connection))
        {
            return reading;
        }

        var text = reading.HasSums(connection) ? Sealed : Unsealed;

        // From both ends: one bad page in the middle then costs only what is on it.
        if (!reading.Read(connection, text, ""))
        {
            reading.Read(connection, text, " DESC");
        }

        return reading;
    }

    /// <summary>The reading of a file that does not even open as a database.</summary>
    public static StoreReading Refused(string problem) => new() { Broken = problem };

    /// <summary>A file that was made when there was no room for its tables: nothing was ever in it.</summary>
    private bool IsBlank(SqliteConnection connection) => Count(connection, "SELECT count(*) FROM sqlite_master") == 0;

    /// <summary>Also where that is unknown: reading on finds out.</summary>
    private bool HasSums(SqliteConnection connection) =>
        Count(connection, "SELECT count(*) FROM pragma_table_info('entry') WHERE name IN ('number', 'digest')") is null or 2;

    private long? Count(SqliteConnection connection, string query)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = query;
            return command.ExecuteScalar() as long?;
        }
        catch (SqliteException damage) when (StoreFile.IsUnusable(damage))
        {
            Broken = damage.Message;
            return null;
        }
    }

    private bool Read(SqliteConnection connection, string text, string order)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = string.Format(System.Globalization.CultureInfo.InvariantCulture, text, order);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                Take(reader);
            }

            return true;
        }
        catch (Exception damage) when (StoreFile.IsUnusable(damage) || damage is InvalidCastException or InvalidOperationException)
        {
            Broken = damage.Message;
            return false;
        }
    }

    private void Take(SqliteDataReader reader)
    {
        if (reader.GetValue(0) is not string table || reader.GetValue(1) is not string key || reader.GetValue(2) is not byte[] value)
        {
            _damaged.Add((reader.GetValue(0).ToString() ?? "", reader.GetValue(1).ToString() ?? ""));
            return;
        }

        var isSealed = !reader.IsDBNull(4);
        if (isSealed && (reader.GetValue(3) is not long number || reader.GetValue(4) is not long sum || sum != RowDigest.Of(table, key, value, number)))
        {
            _damaged.Add((table, key));
            return;
        }

        HasUnsealed |= !isSealed;
        Commit = isSealed ? Math.Max(Commit, reader.GetInt64(3)) : Commit;
        Rows.Apply([StoreChange.Put(table, key, value)]);
    }
}
