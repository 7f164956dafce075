using ChargerFirmware.EventLoop;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Storage;

/// <summary>
/// The store as the station uses it: knows whether it can be written, and keeps what must not get lost in memory until it can.
/// While it cannot, it is tried again and again.
/// </summary>
/// <remarks>
/// One commit at a time is on its way; what is asked for meanwhile is written together behind it. So what is refused and held is written
/// before any later change or together with it, and a restart never finds the later without the earlier. Of several held changes of one
/// row the last is kept: all of them are written in one commit, so the others would never be seen.
/// </remarks>
public sealed class WatchedStore : IStationStore, IDisposable
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(5);

    private readonly Loop _loop;
    private readonly IStationStore _store;
    private readonly ILogger _logger;
    private readonly Dictionary<(string Table, string Key), StoreChange> _held = [];
    private Batch? _writing;
    private Batch? _next;
    private ITimer? _retry;
    private bool _disposed;
    private string? _refusal;
    private bool _isKept = true;

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

    /// <summary><see cref="IsKept"/> has become true again. Raised on the loop.</summary>
    public event Action? Kept;

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

    /// <summary>The store has refused changes: they are in memory only, or in what a restart may find.</summary>
    public bool Holds => _held.Count > 0;

    /// <summary>
    /// A restart would find what the store has refused, or that something is missing. False while any of it is in memory only: what must not
    /// be done a second time, in another form, is not to be reported before this is true.
    /// </summary>
    public bool IsKept => _isKept || _held.Count == 0;

    /// <summary>How many changes <see cref="Holds"/> speaks of.</summary>
    public int HeldCount => _held.Count;

    /// <summary>What the store has not answered for, in order.</summary>
    private IEnumerable<StoreChange> Waiting => _held.Values.Concat(_writing?.Held ?? []).Concat(_next?.Changes ?? []);

    /// <inheritdoc/>
    /// <remarks>A table that cannot be read has no rows; that is logged, and the store is failing.</remarks>
    public IReadOnlyList<StoreRow> Load(string table)
    {
        try
        {
            var rows = _store.Load(table);
            var waiting = Waiting.Where(change => change.Table == table).ToList();
            if (waiting.Count == 0)
            {
                return rows;
            }

            var image = new StoreImage();
            image.Apply(rows.Select(row => StoreChange.Put(table, row.Key, row.Value)));
            image.Apply(waiting);
            return image.Rows(table);
        }
        catch (Exception refusal)
        {
            _logger.LogError(refusal, "The table {Table} of the store cannot be read; the station goes on without its rows", table);
            Set(failing: true);
            return [];
        }
    }

    public async Task CommitAsync(IReadOnlyList<StoreChange> changes)
    {
        if (await AskAsync(changes, isHeld: false) is { } refusal)
        {
            throw new IOException(refusal.Message, refusal);
        }
    }

    public Task<bool> KeepAsync(IReadOnlyList<StoreChange> changes) => _store.KeepAsync(changes);

    /// <summary>
    /// Writes changes that must not end what they report: what the store refuses stays in memory and is written when it can be.
    /// Ends when the store has answered.
    /// </summary>
    public async Task CommitOrHoldAsync(IReadOnlyList<StoreChange> changes) => await AskAsync(changes, isHeld: true);

    /// <summary><see cref="CommitOrHoldAsync"/> for who has nothing to wait for.</summary>
    public void Hold(IReadOnlyList<StoreChange> changes) => _loop.Start(() => CommitOrHoldAsync(changes));

    /// <summary>Writes changes together with the next commit, whenever that is: for what may be lost without harm.</summary>
    public void HoldForNext(IReadOnlyList<StoreChange> changes) => (_next ??= new Batch()).Add(changes, isHeld: true);

    /// <summary>Writes what waits for the next commit, or was refused, now. Ends when the store has answered for all that was asked.</summary>
    public Task FlushAsync() =>
        _writing is null && _next is null && _held.Count == 0 ? Task.CompletedTask : CommitOrHoldAsync([]);

    /// <summary>
    /// Ends the retries. Who has the time has called <see cref="FlushAsync"/>; else what waits is asked for, and a refusal is left to what
    /// <see cref="KeepAsync"/> has kept.
    /// </summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _store.Noticed -= OnNoticed;
        _retry?.Dispose();
        if (_held.Count > 0)
        {
            ReportHeld();
        }

        if (_next is not null)
        {
            _ = TryCommitAsync([.. Waiting]);
            _next = null;
        }
    }

    /// <returns>Why the store has refused, or null.</returns>
    private Task<IOException?> AskAsync(IReadOnlyList<StoreChange> changes, bool isHeld)
    {
        var batch = _next ??= new Batch();
        batch.Add(changes, isHeld);
        batch.IsAskedFor = true;
        if (_writing is null)
        {
            _loop.Start(this, static store => store.WriteAsync());
        }

        return batch.End.Task;
    }

    private async Task WriteAsync()
    {
        while (_next is { IsAskedFor: true } batch)
        {
            (_writing, _next) = (batch, null);
            IReadOnlyList<StoreChange> changes = _held.Count == 0 ? batch.Changes : [.. _held.Values, .. batch.Changes];
            var began = _loop.Time.GetTimestamp();
            var refusal = await TryCommitAsync(changes);
            var wasKept = IsKept;
            if (refusal is null)
            {
                _held.Clear();
            }
            else if (batch.Held.Count > 0 || !wasKept)
            {
                await HoldAsync(batch.Held, refusal);
            }

            if (IsKept && !wasKept)
            {
                Raise(() => Kept?.Invoke());
            }

            Raise(() => Committed?.Invoke(_loop.Time.GetElapsedTime(began), refusal is null));
            Set(failing: refusal is not null);
            batch.End.SetResult(refusal);
            _writing = null;
        }
    }

    /// <summary>What a subscriber throws is a fault of the loop and must not end the writing: every waiting commit would wait forever.</summary>
    private void Raise(Action raise)
    {
        try
        {
            raise();
        }
#pragma warning disable CA1031 // It reaches the loop's fault handler.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _loop.Start(() => Task.FromException(fault));
        }
    }

    private async Task<IOException?> TryCommitAsync(IReadOnlyList<StoreChange> changes)
    {
        try
        {
            await _store.CommitAsync(changes);
            return null;
        }
        catch (Exception refusal)
        {
            // Whatever a store throws, it has not written: who asked hears one kind of refusal.
            return refusal as IOException ?? new IOException($"the store has failed: {refusal.Message}", refusal);
        }
    }

    private async Task HoldAsync(IReadOnlyList<StoreChange> changes, IOException refusal)
    {
        foreach (var change in changes)
        {
            _held[(change.Table, change.Key)] = change;
        }

        if (refusal.Message != _refusal)
        {
            _refusal = refusal.Message;
            _logger.LogError("The store cannot be written ({Problem}); changes are held in memory until it can be, {Count} now", _refusal, _held.Count);
        }

        // What was asked for at the end of the station comes behind all of it.
        _isKept = !_disposed && await _store.KeepAsync([.. _held.Values]);
    }

    private void ReportHeld()
    {
        var tables = string.Join(", ", _held.Keys.Select(key => key.Table).Distinct().Order(StringComparer.Ordinal));
        if (IsKept)
        {
            _logger.LogWarning(
                "The station ends with {Count} changes that the store has refused ({Problem}), in {Tables}: they are kept beside it, and the next start "
                + "writes them",
                _held.Count, _refusal, tables);
        }
        else
        {
            _logger.LogCritical(
                "The station ends with {Count} changes that could not be written anywhere ({Problem}), in {Tables}: they are lost. The next start ends "
                + "what ran by the meter; compare the last transactions with the central system",
                _held.Count, _refusal, tables);
        }
    }

    private void OnRetry()
    {
        if (IsFailing)
        {
            _loop.Start(RetryAsync);
        }
    }

    private async Task RetryAsync()
    {
        try
        {
            // With nothing held, a row without meaning shows whether it can be written.
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

        Raise(() => Changed?.Invoke());
    }

    /// <summary>What is written in one commit.</summary>
    private sealed class Batch
    {
        public List<StoreChange> Changes { get; } = [];

        /// <summary>Those of <see cref="Changes"/> that are held when the commit is refused.</summary>
        public List<StoreChange> Held { get; } = [];

        /// <summary>It is due now; otherwise it goes with the next commit.</summary>
        public bool IsAskedFor { get; set; }

        /// <summary>The refusal, or null.</summary>
        public TaskCompletionSource<IOException?> End { get; } = new();

        public void Add(IReadOnlyList<StoreChange> changes, bool isHeld)
        {
            Changes.AddRange(changes);
            if (isHeld)
            {
                Held.AddRange(changes);
            }
        }
    }
}
