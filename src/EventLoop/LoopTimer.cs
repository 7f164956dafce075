namespace ChargerFirmware.EventLoop;

/// <summary>One timer of a <see cref="TimerQueue"/>. A change or disposal makes its queued entry stale by its key.</summary>
internal sealed class LoopTimer(TimerQueue queue, TimerCallback callback, object? state) : ITimer
{
    /// <summary>The key of the entry that counts; 0 while the timer is off.</summary>
    public long Key { get; set; }

    public long PeriodTicks { get; private set; } = Timeout.Infinite;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        PeriodTicks = period <= TimeSpan.Zero ? Timeout.Infinite : period.Ticks;
        return queue.Schedule(this, dueTime == Timeout.InfiniteTimeSpan ? null : dueTime);
    }

    public void Fire() => callback(state);

    public void Dispose() => queue.Cancel(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
