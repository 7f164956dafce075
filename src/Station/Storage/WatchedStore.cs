using ChargerFirmware.EventLoop;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Storage;

/// <summary>
/// The store as the station uses it: knows whether it can be written, and keeps what must not get lost in memory until it can.
/// While it cannot, it is tried again and again.
/// </summary>
/// <remarks>
/// Held changes are written before any later one and together with it, so the order of rows in time is never broken. Of several held
/// changes of one row the last is kept: all of them are written in one commit, so nobody could see the others.
/// </remarks>
public sealed class WatchedStore : IStationStore, IDisposable
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(5);

    private readonly Loop _loop;
    private readonly IStationStore _store;
    private readonly ILogger _logger;
    private readonly Dictionary<(string Table, string Key), HeldChange> _held = [];
    private ITimer? _retry;
    private long _asked;
    private bool _disposed;
    private string? _refusal;

    public WatchedStore(Loop loop, IStationStore store, ILogger logger)
    {
        _loop = loop;
        _store = store;
        _logger = logger;
        _store.Noticed += OnNoticed;
        if (_store.Problem is { } problem)
        {
            _logger.LogError("The store cannot be written: {Problem}; the station works from memory, begins no transaction, and tries again", problem);
            Set(failing: true);
        }
    }

    /// <summary><see cref="IsFailing"/> has changed. Raised on the loop.</summary>
    public event Action? Changed;

    /// <summary>A commit has ended: how long it took, and whether it was done. Raised on the loop.</summary>
    public event Action<TimeSpan, bool>? Committed;

    event Action IStationStore.Noticed
    {
        add => _store.Noticed += value;
        remove => _store.Noticed -= value;
    }

    /// <summary>The last attempt to write was refused.</summary>
    public bool IsFailing { get; private set; }

    public string? Damage => _store.Damage;

    public string? Problem => _store.Problem;

    public bool NeedsRestart => _store.NeedsRestart;

    /// <summary>Changes are in memory only, or in what a restart may find: they are not in the store.</summary>
    public bool Holds => _held.Count > 0;

    /// <summary>How many changes <see cref="Holds"/> speaks of.</summary>
    public int HeldCount => _held.Count;

    /// <inheritdoc/>
    /// <remarks>A table that cannot be read has no rows; that is logged, and the store is failing.</remarks>
    public IReadOnlyList<StoreRow> Load(string table)
    {
        try
        {
            return _store.Load(table);
        }
        catch (Exception refusal)
        {
            _logger.LogError(refusal, "The table {Table} of the store cannot be read; the station goes on without its rows", table);
            Set(failing: true);
            return [];
        }
    }

    public Task CommitAsync(IReadOnlyList<StoreChange> changes) => CommitAsync(changes, ++_asked);

    public Task KeepAsync(IReadOnlyList<StoreChange> changes) => _store.KeepAsync(changes);

    /// <summary>
    /// Writes changes that must not end what they tell of: what the store refuses stays in memory and is written when it can be.
    /// Ends when the store has answered.
    /// </summary>
    public async Task CommitOrHoldAsync(IReadOnlyList<StoreChange> changes)
    {
        var asked = ++_asked;
        try
        {
            await CommitAsync(changes, asked);
        }
        catch (IOException refusal)
        {
            Hold(changes, asked);
            if (refusal.Message != _refusal)
            {
                _refusal = refusal.Message;
                _logger.LogError("The store cannot be written ({Problem}); changes are held in memory until it can be, {Count} now", _refusal, _held.Count);
            }

            await _store.KeepAsync([.. _held.Values.Select(held => held.Change)]);
        }
    }

    /// <summary><see cref="CommitOrHoldAsync"/> for who has nothing to wait for.</summary>
    public void Hold(IReadOnlyList<StoreChange> changes) => _loop.Start(() => CommitOrHoldAsync(changes));

    /// <summary>Writes changes together with the next commit, whenever that is: for what may be lost without harm.</summary>
    public void HoldForNext(IReadOnlyList<StoreChange> changes) => Hold(changes, ++_asked);

    /// <summary>Ends the retries. What is held is left to what <see cref="IStationStore.KeepAsync"/> has kept.</summary>
    public void Dispose()
    {
        _disposed = true;
        _store.Noticed -= OnNoticed;
        _retry?.Dispose();
    }

    private async Task CommitAsync(IReadOnlyList<StoreChange> changes, long asked)
    {
        var written = _held.Count == 0 ? null : _held.Values.Select(held => held.Asked).ToHashSet();
        IReadOnlyList<StoreChange> all = written is null ? changes : [.. _held.Values.Select(held => held.Change), .. changes];
        var began = _loop.Time.GetTimestamp();
        try
        {
            await _store.CommitAsync(all);
        }
        catch (Exception refusal)
        {
            // Whatever a store throws, it has not written: who asked hears one kind of refusal.
            Committed?.Invoke(_loop.Time.GetElapsedTime(began), false);
            Set(failing: true);
            if (refusal is IOException)
            {
                throw;
            }

            throw new IOException($"the store has failed: {refusal.Message}", refusal);
        }

        Committed?.Invoke(_loop.Time.GetElapsedTime(began), true);

        if (_held.Count > 0)
        {
            Forget(all, changes, written, asked);
        }

        Set(failing: false);
    }

    /// <summary>
    /// A commit has been carried out: what was held when it was asked for is written, what was asked for later stays held. What was asked for
    /// before it and refused while it was on its way, the store keeps and carries out once more; so what this one wrote has to follow it.
    /// </summary>
    /// <param name="written">The places of what was held when it was asked for.</param>
    private void Forget(IReadOnlyList<StoreChange> all, IReadOnlyList<StoreChange> own, HashSet<long>? written, long asked)
    {
        foreach (var change in all)
        {
            if (_held.TryGetValue((change.Table, change.Key), out var held) && held.Asked < asked && written?.Contains(held.Asked) == true)
            {
                _held.Remove((change.Table, change.Key));
            }
        }

        var overtaken = own.Where(change => _held.TryGetValue((change.Table, change.Key), out var held) && held.Asked < asked).ToList();
        if (overtaken.Count > 0)
        {
            Hold(overtaken, asked);
            _loop.Start(RetryAsync);
        }
    }

    private void Hold(IReadOnlyList<StoreChange> changes, long asked)
    {
        foreach (var change in changes)
        {
            if (!_held.TryGetValue((change.Table, change.Key), out var held) || held.Asked <= asked)
            {
                _held[(change.Table, change.Key)] = new HeldChange(change, asked);
            }
        }
    }

    private void OnRetry() => _loop.Start(RetryAsync);

    private async Task RetryAsync()
    {
        try
        {
            // With nothing held, a row that means nothing tells whether it can be written.
            await CommitAsync(_held.Count > 0 ? [] : [StoreChange.Put(StoreTables.Trial, "row", Array.Empty<byte>())]);
        }
        catch (IOException refusal)
        {
            if (refusal.Message != _refusal)
            {
                _refusal = refusal.Message;
                _logger.LogError("The store still cannot be written: {Problem}", _refusal);
            }

            Again();
        }
    }

    private void OnNoticed() => _loop.Post(() =>
    {
        if (!_disposed)
        {
            _loop.Start(RetryAsync);
        }
    });

    private void Again()
    {
        if (!_disposed)
        {
            _loop.Time.Arm(ref _retry, static store => ((WatchedStore)store!).OnRetry(), this, s_retry);
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
            Again();
        }
        else
        {
            _refusal = null;
            _logger.LogInformation("The store can be written again; nothing is held in memory any more");
        }

        Changed?.Invoke();
    }

    /// <param name="Asked">Its place among all that was asked for: of two changes of a row the later one counts.</param>
    private readonly record struct HeldChange(StoreChange Change, long Asked);
}
