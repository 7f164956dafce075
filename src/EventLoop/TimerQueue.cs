namespace ChargerFirmware.EventLoop;

/// <summary>Timers ordered by due time, then by order of asking. Safe from any thread.</summary>
internal sealed class TimerQueue(Func<long> nowTicks, Action scheduled)
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(LoopTimer Timer, long Key), (long Due, long Key)> _entries = new();
    private long _lastKey;

    /// <summary>Due time of the earliest live timer in ticks, or null.</summary>
    public long? NextDue
    {
        get
        {
            lock (_gate)
            {
                DropStale();
                return _entries.TryPeek(out _, out var priority) ? priority.Due : null;
            }
        }
    }

    /// <summary>Arms <paramref name="timer"/> to fire after <paramref name="dueTime"/>, or turns it off when null.</summary>
    public bool Schedule(LoopTimer timer, TimeSpan? dueTime)
    {
        lock (_gate)
        {
            timer.Key = 0;
            if (dueTime is { } due)
            {
                Enqueue(timer, nowTicks() + Math.Max(0, due.Ticks));
            }
        }

        scheduled();
        return true;
    }

    public void Cancel(LoopTimer timer)
    {
        lock (_gate)
        {
            timer.Key = 0;
        }
    }

    /// <summary>Takes the earliest timer if it is due, and re-arms it when it is periodic.</summary>
    public LoopTimer? TakeDue()
    {
        lock (_gate)
        {
            DropStale();
            if (!_entries.TryPeek(out var entry, out var priority) || priority.Due > nowTicks())
            {
                return null;
            }

            _entries.Dequeue();
            entry.Timer.Key = 0;
            if (entry.Timer.PeriodTicks > 0)
            {
                // From the due time, not from now: a period does not drift. After a long stall it does not catch up either.
                var next = priority.Due + entry.Timer.PeriodTicks;
                Enqueue(entry.Timer, next < nowTicks() ? nowTicks() + entry.Timer.PeriodTicks : next);
            }

            return entry.Timer;
        }
    }

    private void Enqueue(LoopTimer timer, long due)
    {
        timer.Key = ++_lastKey;
        _entries.Enqueue((timer, timer.Key), (due, timer.Key));
    }

    private void DropStale()
    {
        while (_entries.TryPeek(out var entry, out _) && entry.Timer.Key != entry.Key)
        {
            _entries.Dequeue();
        }
    }
}
