using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using ChargerFirmware.Central.Store;
using Npgsql;

namespace ChargerFirmware.Central.Stores.Adapters;

/// <summary>Connects to a PostgreSQL database so that no other central system does, and tells what its failures mean.</summary>
/// <param name="lockPatience">For how long the lock of a process that was just killed is waited for.</param>
internal sealed class PostgresConnector(PostgresUrl url, TimeSpan lockPatience)
{
    /// <summary>"CSMS" in ASCII: distinguishes our locks from all others; the second number of a lock is the schema's.</summary>
    private const int LockClass = 0x43534D53;

    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly int _lock = BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(url.Schema)));

    /// <summary>Our session before this one, by its process and when that began: it may hold the lock still, where only the network was cut.</summary>
    private (int Process, DateTime Began)? _former;

    /// <summary>A connection that holds the lock, with the schema as its search path.</summary>
    /// <exception cref="StoreException">Another central system holds the lock.</exception>
    /// <exception cref="NpgsqlException">The server cannot be reached, or refuses.</exception>
    public NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(url.ConnectionString);
        try
        {
            connection.Open();
            TakeLock(connection);
            if (Scalar(connection, $"SELECT current_setting('server_encoding')") is not "UTF8")
            {
                throw new StoreException($"{url.Place} is not encoded in UTF8: make a database with ENCODING 'UTF8'");
            }

            // Who may not make schemas can be given one; so it is looked for first.
            if (Scalar(connection, $"SELECT COUNT(*) FROM pg_namespace WHERE nspname = '{url.Schema}'") is 0L)
            {
                Scalar(connection, $"CREATE SCHEMA {url.Schema}");
            }

            Scalar(connection, $"SET synchronous_commit = on");
            _former = (connection.ProcessID, (DateTime)Scalar(connection, $"SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()")!);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The connection is gone or of no use: on another one it may go well.</summary>
    public static bool IsLoss(Exception problem, NpgsqlConnection? connection) => problem switch
    {
        // Shut down, starting, failed over to or from, or without a connection for us.
        PostgresException { SqlState: var state } => state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal) ||
            state is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.TooManyConnections,
        NpgsqlException or IOException or TimeoutException => true,
        StoreException => false,
        _ => connection is null || (connection.FullState & System.Data.ConnectionState.Open) == 0,
    };

    public StoreException Explained(Exception problem) => problem switch
    {
        StoreException explained => explained,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.NotNullViolation } refusal =>
            new StoreException($"{url.Place} refuses a change: {refusal.MessageText}; the session has been kept under another id", problem),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new StoreException($"{url.Place} has no room on its disk: make room", problem),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refusal => new StoreException(
            $"{url.Place} refuses: {refusal.MessageText}; an administrator of the database helps with CREATE SCHEMA {url.Schema} AUTHORIZATION followed by the "
            + "user's name", problem),
        PostgresException refusal when refusal.SqlState.StartsWith("28", StringComparison.Ordinal) => new StoreException(
            $"{url.Place} lets nobody in by this user and password: {refusal.MessageText}; look at the URL and the server's pg_hba.conf", problem),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => new StoreException(
            $"{url.Place} is not there: make the database, or name another in the URL", problem),
        PostgresException refusal => new StoreException($"{url.Place} has failed: {refusal.MessageText} ({refusal.SqlState})", problem),
        NpgsqlException or IOException or TimeoutException => new StoreException(
            $"{url.Place} cannot be reached: {problem.Message}; see that the server runs and that host and port are right", problem),
        InvalidCastException or FormatException or System.Text.Json.JsonException => new StoreException(
            $"{url.Place} holds what this program has not written: {problem.Message}", problem),
        _ => new StoreException($"{url.Place} has failed: {problem.Message}", problem),
    };

    private static object? Scalar(NpgsqlConnection connection, FormattableString text)
    {
        using var command = new NpgsqlCommand(FormattableString.Invariant(text), connection);
        return command.ExecuteScalar();
    }

    private void TakeLock(NpgsqlConnection connection)
    {
        var began = Stopwatch.GetTimestamp();
        while (Scalar(connection, $"SELECT pg_try_advisory_lock({LockClass}, {_lock})") is not true)
        {
            if (_former is { } former)
            {
                using var command = new NpgsqlCommand(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND granted
                    AND classid::bigint = $1 AND pid = $2 AND backend_start = $3
                    """, connection)
                {
                    Parameters = { new() { Value = (long)LockClass }, new() { Value = former.Process }, new() { Value = former.Began } },
                };
                command.ExecuteNonQuery();
            }

            if (Stopwatch.GetElapsedTime(began) > lockPatience)
            {
                throw new StoreException(
                    $"{url.Place} is in use by another central system: stop that one, or choose another schema with ?schema=NAME behind the URL");
            }

            Thread.Sleep(s_betweenLooks);
        }
    }
}
