using System.Diagnostics;
using ChargerFirmware.Central.Store;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace ChargerFirmware.Central.Stores.Adapters;

/// <summary>
/// A store in a schema of a PostgreSQL database. When the server goes away, what was not acknowledged is tried again, in order, for as long as
/// the patience lasts; whether a transaction whose commit was not answered has been carried out is asked for, not guessed.
/// </summary>
/// <param name="patience">For how long the server may be away.</param>
internal sealed class PostgresDatabase(PostgresUrl url, ILogger logger, TimeSpan? patience = null) : Database
{
    /// <summary>Statements that go to the server together.</summary>
    private const int MostTogether = 256;

    private static readonly TimeSpan s_lockPatience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_hurry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_betweenAttempts = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Each transaction leaves its number, so that its fate can be asked for. That of PostgreSQL would not do: after a crash of the server it may be
    /// given to another one.
    /// </summary>
    private static readonly Statement s_number = new("UPDATE last_commit SET number = $1", ColumnType.Number);

    private static readonly Statement s_lastNumber = new("SELECT number FROM last_commit");

    private readonly PostgresConnector _connector = new(url, s_lockPatience);
    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(30);
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;
    private NpgsqlBatch? _batch;
    private long? _lastNumber;

    /// <summary>Since when there is no connection, and why; null while there is one.</summary>
    private (long Since, StoreException Why)? _outage;
    private long _lastAttempt;
    private bool _isReopening;
    private volatile bool _isHurried;

    public override string Place => url.Place;

    public override string AnotherPlace => "choose another schema with ?schema=NAME behind the URL";

    private NpgsqlConnection Connection => _connection ?? throw new InvalidOperationException("the store is not open");

    public override void Open()
    {
        try
        {
            _connection = _connector.Connect();
        }
        catch (Exception problem)
        {
            throw Explained(problem);
        }
    }

    public override (long All, long OfSchema) CountTables() =>
        Read(
            new Statement("SELECT COUNT(*), COUNT(*) FILTER (WHERE tablename = 'central_schema') FROM pg_tables WHERE schemaname = $1", ColumnType.Text),
            [url.Schema], row => (row.Number(), row.Number()))[0];

    public override string Spelt(string step) => step
        .Replace("BIGID", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", StringComparison.Ordinal)
        .Replace("BYTES", "BYTEA", StringComparison.Ordinal);

    public override void Execute(string text)
    {
        Flush();
        using var command = new NpgsqlCommand(text, Connection, _transaction);
        command.ExecuteNonQuery();
    }

    public override void Run(Statement statement, object?[] values)
    {
        var batch = _batch ?? throw new InvalidOperationException("outside of a transaction");
        batch.BatchCommands.Add(Filled(new NpgsqlBatchCommand(statement.Text), statement, values));
        if (batch.BatchCommands.Count >= MostTogether)
        {
            Flush();
        }
    }

    public override List<T> Read<T>(Statement statement, object?[] values, Func<Row, T> read)
    {
        if (_transaction is null && !_isReopening)
        {
            return Tried(() => ReadNow(statement, values, read));
        }

        Flush();
        return ReadNow(statement, values, read);
    }

    public override T Transact<T>(Func<T> body)
    {
        var (result, isUnanswered) = (default(T)!, false);
        return Tried(() =>
        {
            // The session of then has ended, for this one holds the lock: what it has not committed by now, it never will.
            if (isUnanswered && _lastNumber is { } last && ReadNow(s_lastNumber, [], row => row.Number())[0] == last + 1)
            {
                _lastNumber = last + 1;
                return result;
            }

            isUnanswered = false;
            Begin();
            try
            {
                result = body();
                Flush();
                isUnanswered = true;
                _transaction!.Commit();
                _lastNumber++;
                return result;
            }
            catch (Exception problem) when (!PostgresConnector.IsLoss(problem, _connection))
            {
                if (!isUnanswered)
                {
                    _transaction!.Rollback();
                }

                throw;
            }
            finally
            {
                End();
            }
        });
    }

    public override void BroughtUp() => _lastNumber = Read(s_lastNumber, [], row => row.Number())[0];

    public override void Hurry() => _isHurried = true;

    public override StoreException Explained(Exception problem) => _connector.Explained(problem);

    public override void Dispose() => Drop();

    /// <summary>Tries it again on a new connection, as often as that is lost and for as long as the patience lasts.</summary>
    private T Tried<T>(Func<T> act)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            Reconnect(began);
            try
            {
                return act();
            }
            catch (Exception loss) when (PostgresConnector.IsLoss(loss, _connection))
            {
                Lose(loss);
                logger.LogWarning("The connection was lost: {Problem}", _outage!.Value.Why.Message);
                if (IsOver(began))
                {
                    throw _outage.Value.Why;
                }
            }
        }
    }

    /// <summary>Waits for the server. Where those before have waited in vain, it is asked once, and not more often than makes sense.</summary>
    /// <exception cref="StoreException">It is not to be had.</exception>
    private void Reconnect(long began)
    {
        while (_connection is null)
        {
            var isLate = _outage is { } outage && IsOver(outage.Since);
            var pause = s_betweenAttempts - Stopwatch.GetElapsedTime(_lastAttempt);
            if (isLate && pause > TimeSpan.Zero)
            {
                throw _outage!.Value.Why;
            }

            Thread.Sleep(pause > TimeSpan.Zero ? pause : TimeSpan.Zero);
            _lastAttempt = Stopwatch.GetTimestamp();
            try
            {
                Reopen();
            }
            catch (Exception problem)
            {
                Lose(problem);
                if (isLate || IsOver(began))
                {
                    throw _outage!.Value.Why;
                }
            }
        }
    }

    private void Reopen()
    {
        _connection = _connector.Connect();
        _isReopening = true;
        try
        {
            Reopened?.Invoke();
        }
        finally
        {
            _isReopening = false;
        }

        logger.LogInformation("{Place} is there again", Place);
        _outage = null;
    }

    private void Lose(Exception loss)
    {
        Drop();
        _outage = (_outage?.Since ?? Stopwatch.GetTimestamp(), Explained(loss));
    }

    private bool IsOver(long since) => Stopwatch.GetElapsedTime(since) > (_isHurried && s_hurry < _patience ? s_hurry : _patience);

    private void Begin()
    {
        _transaction = Connection.BeginTransaction();
        _batch = new NpgsqlBatch(Connection, _transaction);
        if (_lastNumber is { } last)
        {
            Run(s_number, [last + 1]);
        }
    }

    private void End()
    {
        _batch?.Dispose();
        _transaction?.Dispose();
        (_batch, _transaction) = (null, null);
    }

    private void Drop()
    {
        try
        {
            End();
            _connection?.Dispose();
        }
        catch (Exception refusal) when (refusal is NpgsqlException or IOException or InvalidOperationException or ObjectDisposedException)
        {
            logger.LogDebug(refusal, "A connection that is lost could not be closed in order");
        }

        (_batch, _transaction, _connection) = (null, null, null);
    }

    /// <summary>Sends what waits.</summary>
    private void Flush()
    {
        if (_batch is null || _batch.BatchCommands.Count == 0)
        {
            return;
        }

        using (var reader = _batch.ExecuteReader())
        {
            while (reader.NextResult())
            {
                // What is wrong with a statement comes here.
            }
        }

        _batch.BatchCommands.Clear();
    }

    private List<T> ReadNow<T>(Statement statement, object?[] values, Func<Row, T> read)
    {
        using var command = new NpgsqlCommand(statement.Text, Connection, _transaction);
        Fill(command.Parameters, statement, values);
        return ReadAll(command, read);
    }

    private static NpgsqlBatchCommand Filled(NpgsqlBatchCommand command, Statement statement, object?[] values)
    {
        Fill(command.Parameters, statement, values);
        return command;
    }

    private static void Fill(NpgsqlParameterCollection parameters, Statement statement, object?[] values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            parameters.Add(new NpgsqlParameter
            {
                NpgsqlDbType = statement.Parameters[index] switch
                {
                    ColumnType.Number => NpgsqlDbType.Bigint,
                    ColumnType.Bytes => NpgsqlDbType.Bytea,
                    _ => NpgsqlDbType.Text,
                },
                Value = values[index] ?? DBNull.Value,
            });
        }
    }
}
