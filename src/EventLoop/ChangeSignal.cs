namespace ChargerFirmware.EventLoop;

/// <summary>
/// Lets work wait until a condition holds without asking for it again and again: who changes what it depends on raises the signal, and
/// who waits looks. Used on one loop only.
/// </summary>
/// <param name="time">The loop's.</param>
public sealed class ChangeSignal(TimeProvider time)
{
    private readonly List<Waiter> _waiters = [];

    /// <summary>Something has changed.</summary>
    public void Raise()
    {
        foreach (var waiter in _waiters.FindAll(waiter => waiter.Holds()))
        {
            End(waiter, held: true);
        }
    }

    /// <param name="holds">Asked now, and after each change.</param>
    /// <returns>False when <paramref name="timeout"/> has passed first.</returns>
    public async Task<bool> UntilAsync(Func<bool> holds, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(holds);
        if (holds())
        {
            return true;
        }

        if (timeout <= TimeSpan.Zero)
        {
            return false;
        }

        var waiter = new Waiter(holds);
        _waiters.Add(waiter);
        await using var deadline = time.CreateTimer(_ => End(waiter, held: false), null, timeout, Timeout.InfiniteTimeSpan);
        return await waiter.Ended.Task;
    }

    private void End(Waiter waiter, bool held)
    {
        _waiters.Remove(waiter);
        waiter.Ended.TrySetResult(held);
    }

    private sealed record Waiter(Func<bool> Holds)
    {
        public TaskCompletionSource<bool> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
