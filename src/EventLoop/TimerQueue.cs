namespace ChargerFirmware.EventLoop;

/// <summary>
/// Timers ordered by due time, then by order of asking. Safe from any thread. A binary heap whose timers know their places: a watch
/// that is wound up again with every answer of a device moves, and leaves nothing behind.
/// </summary>
internal sealed class TimerQueue(Func<long> nowTicks, Action scheduled)
{
    private readonly Lock _gate = new();
    private readonly List<LoopTimer> _heap = [];
    private uint _lastOrder;

    /// <summary>Due time of the earliest timer in ticks, or null.</summary>
    public long? NextDue
    {
        get
        {
            lock (_gate)
            {
                return _heap.Count > 0 ? _heap[0].DueTicks : null;
            }
        }
    }

    /// <summary>Arms <paramref name="timer"/> to fire after <paramref name="dueTime"/>, or turns it off when null.</summary>
    public bool Schedule(LoopTimer timer, TimeSpan? dueTime)
    {
        lock (_gate)
        {
            if (dueTime is { } due)
            {
                Arm(timer, nowTicks() + Math.Max(0, due.Ticks));
            }
            else
            {
                Remove(timer);
            }
        }

        scheduled();
        return true;
    }

    public void Cancel(LoopTimer timer)
    {
        lock (_gate)
        {
            Remove(timer);
        }
    }

    /// <summary>Takes the earliest timer if it is due until <paramref name="untilTicks"/>, and re-arms it when it is periodic.</summary>
    /// <param name="dueTicks">When it was due.</param>
    public LoopTimer? TakeDue(long untilTicks, out long dueTicks)
    {
        lock (_gate)
        {
            if (_heap.Count == 0 || _heap[0].DueTicks > untilTicks)
            {
                dueTicks = 0;
                return null;
            }

            var timer = _heap[0];
            dueTicks = timer.DueTicks;
            if (timer.PeriodTicks > 0)
            {
                // From the due time, not from now: a period does not drift. After a long stall it does not catch up either.
                var next = dueTicks + timer.PeriodTicks;
                Arm(timer, next < nowTicks() ? nowTicks() + timer.PeriodTicks : next);
            }
            else
            {
                Remove(timer);
            }

            return timer;
        }
    }

    private void Arm(LoopTimer timer, long dueTicks)
    {
        timer.DueTicks = dueTicks;
        timer.Order = unchecked(++_lastOrder);
        if (timer.Place < 0)
        {
            timer.Place = _heap.Count;
            _heap.Add(timer);
        }

        Settle(timer);
    }

    private void Remove(LoopTimer timer)
    {
        if (timer.Place < 0)
        {
            return;
        }

        var last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        if (last != timer)
        {
            Put(last, timer.Place);
            Settle(last);
        }

        timer.Place = -1;
    }

    /// <summary>Moves a timer up or down to where it belongs.</summary>
    private void Settle(LoopTimer timer)
    {
        var place = timer.Place;
        while (place > 0 && timer.IsBefore(_heap[(place - 1) / 2]))
        {
            Put(_heap[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }

        while (EarlierChild(place) is { } child && child.IsBefore(timer))
        {
            var vacated = child.Place;
            Put(child, place);
            place = vacated;
        }

        Put(timer, place);
    }

    private LoopTimer? EarlierChild(int place)
    {
        var left = (2 * place) + 1;
        if (left >= _heap.Count)
        {
            return null;
        }

        return left + 1 < _heap.Count && _heap[left + 1].IsBefore(_heap[left]) ? _heap[left + 1] : _heap[left];
    }

    private void Put(LoopTimer timer, int place)
    {
        _heap[place] = timer;
        timer.Place = place;
    }
}
