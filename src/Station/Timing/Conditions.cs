namespace ChargerFirmware.Station.Timing;

/// <summary>Lets a sequence wait for what the devices show. Its owner calls <see cref="Check"/> on every change.</summary>
internal sealed class Conditions(TimeProvider time)
{
    private readonly List<Waiter> _waiters = [];

    /// <returns>False when <paramref name="timeout"/> passed first.</returns>
    public async Task<bool> UntilAsync(Func<bool> condition, TimeSpan timeout)
    {
        if (condition())
        {
            return true;
        }

        var waiter = new Waiter(condition);
        using var timer = time.CreateTimer(_ => waiter.Done.TrySetResult(false), null, timeout, Timeout.InfiniteTimeSpan);
        _waiters.Add(waiter);
        try
        {
            return await waiter.Done.Task;
        }
        finally
        {
            _waiters.Remove(waiter);
        }
    }

    public void Check()
    {
        foreach (var waiter in _waiters)
        {
            if (waiter.Condition())
            {
                waiter.Done.TrySetResult(true);
            }
        }
    }

    private sealed record Waiter(Func<bool> Condition)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
