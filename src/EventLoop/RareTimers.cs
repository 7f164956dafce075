namespace ChargerFirmware.EventLoop;

/// <summary>One-shot timers of owners that rarely need them. Most of a fleet's stations never do, so none is there until it is first armed.</summary>
public static class RareTimers
{
    /// <summary>Arms <paramref name="timer"/> to fire after <paramref name="due"/>, and makes it before if need be.</summary>
    /// <param name="callback">Static: it gets <paramref name="owner"/>.</param>
    public static void Arm(this TimeProvider time, ref ITimer? timer, TimerCallback callback, object owner, TimeSpan due)
    {
        ArgumentNullException.ThrowIfNull(time);
        timer ??= time.CreateTimer(callback, owner, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Turns a timer off, if it was ever made.</summary>
    public static void Disarm(this ITimer? timer) => timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
