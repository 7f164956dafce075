using ChargerFirmware.EventLoop;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Storage;

/// <summary>
/// The store as the station uses it: knows whether it can be written, and keeps what must not get lost in memory until it can.
/// While it cannot, it is tried again and again.
/// </summary>
/// <remarks>Held changes are written before any later one and together with it, so the order of rows in time is never broken.</remarks>
public sealed class WatchedStore : IStationStore, IDisposable
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(5);

    private readonly Loop _loop;
    private readonly IStationStore _store;
    private readonly ILogger _logger;
    private readonly List<StoreChange> _held = [];
    private readonly ITimer _retry;
    private long _written;

    public WatchedStore(Loop loop, IStationStore store, ILogger logger)
    {
        _loop = loop;
        _store = store;
        _logger = logger;
        _retry = loop.Time.CreateTimer(_ => _loop.Start(RetryAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary><see cref="IsFailing"/> has changed. Raised on the loop.</summary>
    public event Action? Changed;

    /// <summary>A commit has ended: how long it took, and whether it was done. Raised on the loop.</summary>
    public event Action<TimeSpan, bool>? Committed;

    /// <summary>The last attempt to write was refused.</summary>
    public bool IsFailing { get; private set; }

    public string? SetAside => _store.SetAside;

    /// <summary>Changes are in memory only: a restart would lose them.</summary>
    public bool Holds => _held.Count > 0;

    /// <summary>How many changes <see cref="Holds"/> speaks of.</summary>
    public int HeldCount => _held.Count;

    public IReadOnlyList<StoreRow> Load(string table) => _store.Load(table);

    public async Task CommitAsync(IReadOnlyList<StoreChange> changes)
    {
        var end = _written + _held.Count;
        var began = _loop.Time.GetTimestamp();
        try
        {
            await _store.CommitAsync(_held.Count == 0 ? changes : [.. _held, .. changes]);
        }
        catch (IOException)
        {
            Committed?.Invoke(_loop.Time.GetElapsedTime(began), false);
            Set(failing: true);
            throw;
        }

        Committed?.Invoke(_loop.Time.GetElapsedTime(began), true);

        // What was held meanwhile stands behind it, and another commit may have written the same rows already.
        var count = (int)Math.Max(0, end - _written);
        _held.RemoveRange(0, count);
        _written += count;
        Set(failing: false);
    }

    /// <summary>
    /// Writes changes that must not end what they tell of: what the store refuses stays in memory and is written when it can be.
    /// Ends when the store has answered.
    /// </summary>
    public async Task CommitOrHoldAsync(IReadOnlyList<StoreChange> changes)
    {
        try
        {
            await CommitAsync(changes);
        }
        catch (IOException refusal)
        {
            _held.AddRange(changes);
            _logger.LogError(refusal, "The store cannot be written; {Count} changes are held in memory", _held.Count);
        }
    }

    /// <summary><see cref="CommitOrHoldAsync"/> for who has nothing to wait for.</summary>
    public void Hold(IReadOnlyList<StoreChange> changes) => _loop.Start(() => CommitOrHoldAsync(changes));

    /// <summary>Writes changes together with the next commit, whenever that is: for what may be lost without harm.</summary>
    public void HoldForNext(IReadOnlyList<StoreChange> changes) => _held.AddRange(changes);

    /// <summary>Ends the retries. What is held is lost.</summary>
    public void Dispose() => _retry.Dispose();

    private async Task RetryAsync()
    {
        try
        {
            // With nothing held, a row that means nothing tells whether it can be written.
            await CommitAsync(_held.Count > 0 ? [] : [StoreChange.Put(StoreTables.Trial, "row", Array.Empty<byte>())]);
        }
        catch (IOException)
        {
            _retry.Change(s_retry, Timeout.InfiniteTimeSpan);
        }
    }

    private void Set(bool failing)
    {
        if (IsFailing == failing)
        {
            return;
        }

        IsFailing = failing;
        if (failing)
        {
            _retry.Change(s_retry, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _logger.LogInformation("The store can be written again");
        }

        Changed?.Invoke();
    }
}
