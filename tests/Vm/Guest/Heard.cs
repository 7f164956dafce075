namespace ChargerFirmware.Tests.Vm.Guest;

/// <summary>What was heard so far, and waiting for more of it.</summary>
internal sealed class Heard<T>
{
    private readonly Lock _gate = new();
    private readonly List<T> _items = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

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

    /// <summary>Waits until <paramref name="count"/> items from index <paramref name="from"/> on are as wanted.</summary>
    /// <returns>False: not within that time.</returns>
    public async Task<bool> ComesAsync(Func<T, bool> wanted, int from, int count, TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        for (var at = from; ;)
        {
            Task more;
            lock (_gate)
            {
                for (; at < _items.Count; at++)
                {
                    if (wanted(_items[at]) && --count == 0)
                    {
                        return true;
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
                return false;
            }
        }
    }
}
