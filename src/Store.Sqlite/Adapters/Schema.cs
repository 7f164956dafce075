using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>
/// What stands in the file. <c>user_version</c> is the schema's version: the number of steps taken. A file of a later version is
/// not guessed at.
/// </summary>
internal static class Schema
{
    /// <summary>"ChFw" in ASCII: distinguishes our files from all others.</summary>
    private const long ApplicationId = 0x43684677;

    /// <summary>How a file gets from each version to the next one. Never change a step that has shipped; add one.</summary>
    private static readonly string[] s_steps =
    [
        "CREATE TABLE entry (section TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (section, key)) WITHOUT ROWID",

        // The number of the commit that wrote a row, and a sum that proves both (RowDigest); null in rows of before.
        "ALTER TABLE entry ADD COLUMN number INTEGER; ALTER TABLE entry ADD COLUMN digest INTEGER",
    ];

    /// <exception cref="SqliteException">The file is damaged, somebody else's or of a later version.</exception>
    public static void BringUp(SqliteConnection connection)
    {
        // FULL: every commit is synced before it ends, which the journal's promise rests on. A busy file is waited for, not refused.
        // When what stands in the log moves into the file is our own decision (StoreFile.Checkpoint), so that little is ever in the log.
        Execute(
            connection,
            "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=0");
        CheckOwner(connection);
        if (Text(connection, "PRAGMA quick_check(1)") is var verdict && verdict != "ok")
        {
            throw new SqliteException($"the file is damaged: {verdict}", SQLitePCL.raw.SQLITE_CORRUPT);
        }

        var version = Number(connection, "PRAGMA user_version");
        if (version > s_steps.Length)
        {
            throw new SqliteException(
                $"the file is of schema version {version}, this program knows {s_steps.Length}", SQLitePCL.raw.SQLITE_FORMAT);
        }

        for (; version < s_steps.Length; version++)
        {
            Execute(connection, $"BEGIN; {s_steps[version]}; PRAGMA application_id={ApplicationId}; PRAGMA user_version={version + 1}; COMMIT");
        }

        // Every column that is used must be there, whatever the version number says.
        Execute(connection, "SELECT section, key, value, number, digest FROM entry LIMIT 0");
    }

    private static void CheckOwner(SqliteConnection connection)
    {
        var isNew = Number(connection, "SELECT count(*) FROM sqlite_master") == 0;
        if (!isNew && Number(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw new SqliteException("the file is a database of another program", SQLitePCL.raw.SQLITE_FORMAT);
        }
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string text) => Convert.ToInt64(Scalar(connection, text), CultureInfo.InvariantCulture);

    private static string? Text(SqliteConnection connection, string text) => Convert.ToString(Scalar(connection, text), CultureInfo.InvariantCulture);

    private static object? Scalar(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }
}
