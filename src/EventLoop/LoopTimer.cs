namespace ChargerFirmware.EventLoop;

/// <summary>One timer of a <see cref="TimerQueue"/>, which keeps its place in the order.</summary>
internal sealed class LoopTimer(TimerQueue queue, TimerCallback callback, object? state) : ITimer
{
    /// <summary>When it fires, in ticks of the loop's clock; meaningless while the timer is off.</summary>
    public long DueTicks { get; set; }

    /// <summary>
    /// Decides between timers that are due at the same instant: who asked first fires first. It begins anew after four thousand million
    /// askings, which no two timers of one instant are apart; an idle station has forty timers, and a longer number would be its largest.
    /// </summary>
    public uint Order { get; set; }

    /// <summary>Its index in the queue; -1 while the timer is off.</summary>
    public int Place { get; set; } = -1;

    public long PeriodTicks { get; private set; } = Timeout.Infinite;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        PeriodTicks = period <= TimeSpan.Zero ? Timeout.Infinite : period.Ticks;
        return queue.Schedule(this, dueTime == Timeout.InfiniteTimeSpan ? null : dueTime);
    }

    public bool IsBefore(LoopTimer other) => DueTicks != other.DueTicks ? DueTicks < other.DueTicks : unchecked((int)(Order - other.Order)) < 0;

    public void Fire() => callback(state);

    public void Dispose() => queue.Cancel(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
