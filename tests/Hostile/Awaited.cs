namespace ChargerFirmware.Tests.Hostile;

/// <summary>A list that grows on other threads, and of which one waits for an item.</summary>
internal sealed class Awaited<T>
{
    private readonly Lock _gate = new();
    private readonly List<T> _items = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<T> Items
    {
        get
        {
            lock (_gate)
            {
                return [.. _items];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _items.Count;
            }
        }
    }

    public void Add(T item)
    {
        TaskCompletionSource more;
        lock (_gate)
        {
            _items.Add(item);
            more = _more;
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        more.SetResult();
    }

    /// <summary>Waits for the first item, from index <paramref name="from"/> on, that is as wanted.</summary>
    /// <exception cref="CheckException">It did not come in time.</exception>
    public async Task<T> FirstAsync(string what, Func<T, bool> wanted, int from = 0, TimeSpan? within = null)
    {
        using var patience = new CancellationTokenSource(within ?? Rig.Patience);
        for (var at = from; ;)
        {
            Task more;
            lock (_gate)
            {
                for (; at < _items.Count; at++)
                {
                    if (wanted(_items[at]))
                    {
                        return _items[at];
                    }
                }

                more = _more.Task;
            }

            try
            {
                await more.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new CheckException($"did not come in time: {what}");
            }
        }
    }
}
