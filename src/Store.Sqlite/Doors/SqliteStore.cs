using System.Collections.Concurrent;
using ChargerFirmware.Station.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Store.Sqlite.Doors;

/// <summary>
/// The store on disk. One thread of its own writes, so that an fsync never runs on a loop; commits that wait while it does are
/// carried out together with one fsync, in the order they were asked for.
/// </summary>
/// <remarks>A commit that has ended survives a power cut (WAL with <c>synchronous=FULL</c>) as far as the disk keeps its word.</remarks>
public sealed class SqliteStore : IStationStore, IDisposable
{
    /// <summary>The most commits that share one fsync: a longer row of them would keep the first waiting for nothing.</summary>
    private const int MostTogether = 256;

    private readonly BlockingCollection<StoreWork> _work = [];
    private readonly StoreFile _file;
    private readonly Thread _thread;

    private SqliteStore(StoreFile file)
    {
        _file = file;
        _thread = new Thread(Work) { IsBackground = true, Name = "store" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public string? SetAside => _file.SetAside;

    /// <summary>Opens a store, or makes one. A file that is damaged or not ours is set aside and replaced, never overwritten.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static SqliteStore Open(string path, ILogger logger) => new(StoreFile.Open(path, logger));

    /// <inheritdoc/>
    /// <remarks>Waits for the commits asked for before, so that a station composed anew reads what the one before it wrote.</remarks>
    public IReadOnlyList<StoreRow> Load(string table)
    {
        var load = new StoreWork(table);
        _work.Add(load);
        return load.Rows.GetAwaiter().GetResult();
    }

    public Task CommitAsync(IReadOnlyList<StoreChange> changes)
    {
        var commit = new StoreWork(changes);
        if (_work.IsAddingCompleted)
        {
            return Task.FromException(new IOException("the store is closed"));
        }

        _work.Add(commit);
        return commit.Rows;
    }

    /// <summary>Ends when what was asked for is written.</summary>
    public void Dispose()
    {
        if (!_work.IsAddingCompleted)
        {
            _work.CompleteAdding();
            _thread.Join();
            _file.Dispose();
        }
    }

    private void Work()
    {
        var together = new List<StoreWork>();
        foreach (var first in _work.GetConsumingEnumerable())
        {
            var next = first;
            do
            {
                if (next.Table is { } table)
                {
                    Commit(together);
                    Load(next, table);
                }
                else
                {
                    together.Add(next);
                }
            }
            while (together.Count < MostTogether && _work.TryTake(out next));
            Commit(together);
        }
    }

    private void Load(StoreWork work, string table)
    {
        try
        {
            work.Succeed(_file.Read(table));
        }
        catch (SqliteException refusal)
        {
            work.Fail(_file.Refusal(refusal));
        }
    }

    /// <summary>Together they are faster, but one that cannot be carried out must not take the others with it.</summary>
    private void Commit(List<StoreWork> together)
    {
        try
        {
            if (together.Count > 0)
            {
                _file.Write(together.SelectMany(work => work.Changes));
                together.ForEach(work => work.Succeed([]));
            }
        }
        catch (SqliteException refusal) when (together.Count == 1)
        {
            together[0].Fail(_file.Refusal(refusal));
        }
        catch (SqliteException)
        {
            foreach (var work in together)
            {
                Commit([work]);
            }
        }

        together.Clear();
    }
}
