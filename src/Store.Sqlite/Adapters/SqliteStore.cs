using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>
/// The store on disk. One thread of its own writes, so that an fsync never runs on a loop; commits that wait while it does are
/// carried out together with one fsync, in the order they were asked for.
/// </summary>
/// <remarks>
/// A commit that has ended survives a power cut (WAL with <c>synchronous=FULL</c>) as far as the disk keeps its word. A disk that is full,
/// fails or cannot be opened refuses commits and nothing else: it is tried again with each of them.
/// </remarks>
public sealed class SqliteStore : IStationStore, IDisposable
{
    /// <summary>The most commits that share one fsync: a longer row of them would keep the first waiting for nothing.</summary>
    private const int MostTogether = 256;

    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(2);

    private readonly ThreadQueue<StoreWork> _work = new();
    private readonly StoreDisk _disk;
    private readonly ILogger _logger;
    private readonly Thread _thread;

    private SqliteStore(StoreDisk disk, ILogger logger)
    {
        _disk = disk;
        _logger = logger;
        _thread = new Thread(Work) { IsBackground = true, Name = "store" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public event Action? Noticed;

    /// <inheritdoc/>
    public string? Damage => _disk.Damage;

    /// <inheritdoc/>
    public string? Problem => _disk.Problem;

    /// <inheritdoc/>
    public bool NeedsRestart => _disk.NeedsRestart;

    /// <summary>
    /// Opens a store, or makes one, in a folder that it holds alone. A file that is damaged or not ours is set aside and replaced, never
    /// overwritten; a store that cannot be opened or written has a <see cref="Problem"/>.
    /// </summary>
    /// <exception cref="StoreInUseException">Another process holds the folder.</exception>
    public static SqliteStore Open(string path, ILogger logger)
    {
        SQLitePCL.Batteries_V2.Init();
        var disk = new StoreDisk(path, logger);
        try
        {
            disk.Open();
            return new SqliteStore(disk, logger);
        }
        catch
        {
            disk.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Waits for the commits asked for before, so that a station composed anew reads what the one before it wrote.</remarks>
    public IReadOnlyList<StoreRow> Load(string table)
    {
        var load = StoreWork.Load(table);
        ObjectDisposedException.ThrowIf(!_work.TryAdd(load), this);
        return load.Rows.GetAwaiter().GetResult();
    }

    public Task CommitAsync(IReadOnlyList<StoreChange> changes) =>
        TryAdd(StoreWork.Commit(changes)) ?? Task.FromException(new IOException("the store is closed"));

    public async Task<bool> KeepAsync(IReadOnlyList<StoreChange> changes)
    {
        var work = StoreWork.Keep(changes);
        if (TryAdd(work) is not { } end)
        {
            return false;
        }

        await end;
        return work.IsKept;
    }

    /// <summary>Ends when what was asked for is written.</summary>
    public void Dispose()
    {
        if (_work.TryClose())
        {
            _thread.Join();
            _disk.Dispose();
        }
    }

    private Task? TryAdd(StoreWork work) => _work.TryAdd(work) ? work.Rows : null;

    private void Work()
    {
        var together = new List<StoreWork>();
        while (!_work.IsCompleted)
        {
            if (_work.TryTake(out var first, s_rest))
            {
                Take(first, together);
            }
            else
            {
                Rest();
            }
        }
    }

    private void Take(StoreWork first, List<StoreWork> together)
    {
        var next = first;
        do
        {
            if (next.Kind == StoreWorkKind.Commit)
            {
                together.Add(next);
            }
            else
            {
                Commit(together);
                Carry(next);
            }
        }
        while (together.Count < MostTogether && _work.TryTake(out next, TimeSpan.Zero));
        Commit(together);
    }

    private void Rest()
    {
        try
        {
            _disk.Rest();
            if (!_disk.IsStillInPlace)
            {
                Noticed?.Invoke();
            }
        }
        catch (Exception fault)
        {
            _logger.LogError(fault, "Maintenance of the store's files failed; it is tried again");
        }
    }

    private void Carry(StoreWork work)
    {
        try
        {
            if (work.Kind == StoreWorkKind.Load)
            {
                work.Succeed(_disk.Read(work.Table));
            }
            else
            {
                work.IsKept = _disk.Keep(work.Changes);
                work.Succeed([]);
            }
        }
        catch (Exception fault)
        {
            work.Fail(fault as IOException ?? new IOException($"the store has failed: {fault.Message}", fault));
        }
    }

    /// <summary>Together they are faster, but one that cannot be carried out must not take the others with it.</summary>
    private void Commit(List<StoreWork> together)
    {
        try
        {
            if (together.Count > 0)
            {
                _disk.Write([.. together.SelectMany(work => work.Changes)]);
                together.ForEach(work => work.Succeed([]));
            }
        }
        catch (Exception refusal)
        {
            if (together.Count > 1 && refusal.InnerException is { } cause && StoreFile.IsOfTheCommit(cause))
            {
                together.ForEach(work => Commit([work]));
            }
            else
            {
                var failure = refusal as IOException ?? new IOException($"the store has failed: {refusal.Message}", refusal);
                together.ForEach(work => work.Fail(failure));
            }
        }

        together.Clear();
    }
}
