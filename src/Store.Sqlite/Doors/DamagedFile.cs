using System.Globalization;
using ChargerFirmware.Station.Storage;
using Microsoft.Data.Sqlite;

namespace ChargerFirmware.Store.Sqlite.Doors;

/// <summary>A database file that cannot be used: kept for a person to look at, and read as far as it can be.</summary>
internal static class DamagedFile
{
    private static readonly string[] s_companions = ["", "-wal", "-shm"];

    /// <summary>Moves the file and what belongs to it out of the way.</summary>
    /// <returns>Where it is now; no file of before is overwritten.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static string SetAside(string path)
    {
        var number = 1;
        string Aside() => string.Create(CultureInfo.InvariantCulture, $"{path}.damaged-{number}");
        while (File.Exists(Aside()))
        {
            number++;
        }

        foreach (var companion in s_companions.Where(companion => File.Exists(path + companion)))
        {
            File.Move(path + companion, Aside() + companion);
        }

        return Aside();
    }

    /// <summary>The rows that a damaged file still gives, up to the first one that it does not; none from somebody else's file.</summary>
    public static IReadOnlyList<StoreChange> ReadWhatCanBeRead(string path)
    {
        var rows = new List<StoreChange>();
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            connection.Open();

            // From both ends: one bad page in the middle then costs only what is on it.
            Read(connection, "", rows);
            Read(connection, " DESC", rows);
        }
        catch (SqliteException)
        {
            // The file does not even open as a database.
        }

        return rows;
    }

    private static void Read(SqliteConnection connection, string order, List<StoreChange> rows)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT section, key, value FROM entry ORDER BY section{order}, key{order}";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                rows.Add(StoreChange.Put(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
            }
        }
        catch (Exception damage) when (damage is SqliteException or InvalidCastException)
        {
            // What came before it is all there is from this end.
        }
    }
}
