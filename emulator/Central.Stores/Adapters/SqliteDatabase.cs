using System.Data.Common;
using ChargerFirmware.Central.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChargerFirmware.Central.Stores.Adapters;

/// <summary>A store in a file. What has been carried out survives a power cut: WAL with <c>synchronous=FULL</c>.</summary>
internal sealed class SqliteDatabase : Database
{
    /// <summary>How long a commit waits for another program that looks into the file.</summary>
    private const int BusySeconds = 5;

    /// <summary>A larger file is not looked through before it is used: what is damaged in it shows when it is read.</summary>
    private const long MostCheckedBytes = 256 * 1024 * 1024;

    private readonly string _path;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private FileStream? _lock;
    private SqliteConnection? _connection;

    public SqliteDatabase(string path) => _path = Path.GetFullPath(path);

    public override string Place => $"the store {_path}";

    public override string AnotherPlace => "choose another file with --store";

    private SqliteConnection Connection => _connection ?? throw new InvalidOperationException("the store is not open");

    public override void Open()
    {
        Batteries_V2.Init();
        try
        {
            var path = Target();
            _lock = SqliteFiles.Lock(path, this);
            SqliteFiles.Make(path);
            _connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = BusySeconds }.ToString());
            _connection.Open();
            Prepare(path);
        }
        catch (Exception problem) when (problem is not StoreException)
        {
            throw Explained(problem);
        }
    }

    public override (long All, long OfSchema) CountTables() =>
        Read(
            new Statement("SELECT COUNT(*), COALESCE(SUM(name = 'central_schema'), 0) FROM sqlite_master WHERE type = 'table'"), [],
            row => (row.Number(), row.Number()))[0];

    public override string Spelt(string step) => step
        .Replace("BIGID", "INTEGER PRIMARY KEY AUTOINCREMENT", StringComparison.Ordinal)
        .Replace("BIGINT", "INTEGER", StringComparison.Ordinal)
        .Replace("BYTES", "BLOB", StringComparison.Ordinal);

    public override void Execute(string text)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    public override void Run(Statement statement, object?[] values) => Prepared(statement, values).ExecuteNonQuery();

    public override List<T> Read<T>(Statement statement, object?[] values, Func<Row, T> read) => ReadAll(Prepared(statement, values), read);

    public override T Transact<T>(Func<T> body)
    {
        try
        {
            Run(Transaction.Begin, []);
            var result = body();
            Run(Transaction.Commit, []);
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public override StoreException Explained(Exception problem) => problem switch
    {
        StoreException explained => explained,
        SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } or InvalidCastException or FormatException
            or System.Text.Json.JsonException => new StoreException(
                $"{Place} is damaged or no database: {problem.Message}; nothing in it was changed: move it away and put a backup in its place, or "
                + AnotherPlace, problem),
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } =>
            new StoreException($"there is no room on the disk for {Place}: make room; what was kept is not lost", problem),
        SqliteException { SqliteErrorCode: raw.SQLITE_CONSTRAINT } =>
            new StoreException($"{Place} refuses a change: {problem.Message}; the session has been kept under another id", problem),
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } =>
            new StoreException($"{Place} is held by another program that reads or writes it: close that", problem),
        SqliteException { SqliteErrorCode: raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN } or UnauthorizedAccessException or IOException =>
            new StoreException(
                $"{Place} cannot be opened or written: {problem.Message}; give this user the rights to file and folder, or {AnotherPlace}", problem),
        DbException => new StoreException($"{Place} has failed: {problem.Message}; look at the disk and its file system", problem),
        _ => new StoreException($"{Place} has failed: {problem.Message}", problem),
    };

    /// <summary>Moves what stands in the log into the file while nobody waits.</summary>
    public override void Rest()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        command.ExecuteNonQuery();
    }

    public override void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _prepared.Clear();
        _connection?.Dispose();
        _lock?.Dispose();
    }

    /// <summary>The file that a link leads to: the lock and the log belong beside it.</summary>
    private string Target()
    {
        if (Directory.Exists(_path))
        {
            throw new StoreException($"{Place} is a folder: name a file in it, such as {Path.Combine(_path, "central.db")}");
        }

        var file = new FileInfo(_path);
        return file.LinkTarget is null ? _path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    private void Prepare(string path)
    {
        Execute("PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000; PRAGMA journal_size_limit=67108864");
        if (Text("PRAGMA journal_mode=WAL") is var mode && mode != "wal")
        {
            throw new StoreException($"{Place} cannot have a write-ahead log on its file system (its journal is '{mode}'); {AnotherPlace}");
        }

        Execute("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000");
        if (new FileInfo(path).Length <= MostCheckedBytes && Text("PRAGMA quick_check(1)") is var verdict && verdict != "ok")
        {
            throw new SqliteException(verdict, raw.SQLITE_CORRUPT);
        }
    }

    private string Text(string pragma)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = pragma;
        return ReadAll(command, row => row.Text())[0];
    }

    private SqliteCommand Prepared(Statement statement, object?[] values)
    {
        if (!_prepared.TryGetValue(statement.Text, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = statement.Text;
            for (var number = 1; number <= statement.Parameters.Count; number++)
            {
                command.Parameters.Add($"${number}", statement.Parameters[number - 1] switch
                {
                    ColumnType.Number => SqliteType.Integer,
                    ColumnType.Bytes => SqliteType.Blob,
                    _ => SqliteType.Text,
                });
            }

            _prepared.Add(statement.Text, command);
        }

        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        return command;
    }

    /// <summary>SQLite has rolled back by itself where the disk was full or failed; what it has not, is.</summary>
    private void RollBack()
    {
        if (raw.sqlite3_get_autocommit(Connection.Handle) == 0)
        {
            Run(Transaction.RollBack, []);
        }
    }

    private static class Transaction
    {
        /// <summary>Takes the right to write at once: a transaction that asks for it later can be refused without a wait.</summary>
        public static readonly Statement Begin = new("BEGIN IMMEDIATE");

        public static readonly Statement Commit = new("COMMIT");

        public static readonly Statement RollBack = new("ROLLBACK");
    }
}
