namespace ChargerFirmware.EventLoop.Adapters;

/// <summary>The loop of the field: a thread of its own and the machine's clock.</summary>
public sealed class ThreadLoop : Loop
{
    // An event waits for 24 days at most; a timer may be further away than that.
    private const long LongestWaitTicks = TimeSpan.TicksPerDay;

    // A peer's turn waits for so many others at most: a device that chatters without end must not cut the station off.
    private const int MaxTurnsAhead = 32;

    private readonly Lock _gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State, long PostedTicks)> _ready = new();
    private readonly Queue<(Action Action, long PostedTicks)> _behind = new();
    // Without spinning before it sleeps: the next turn is most often a tenth of a second away.
    private readonly ManualResetEventSlim _wake = new(false, spinCount: 0);
    private readonly TimerQueue _timers;
    private readonly LoopTime _time;
    private readonly Thread _thread;
    private readonly Action<Exception> _onFault;
    private volatile bool _stopping;
    private long _turnBeganTicks;
    private int _turnsAhead;

    /// <param name="name">The thread's name, as debuggers and logs show it.</param>
    /// <param name="onFault">Hears of whatever a turn threw; runs on the loop, which goes on.</param>
    public ThreadLoop(string name, Action<Exception> onFault)
    {
        ArgumentNullException.ThrowIfNull(onFault);
        _onFault = onFault;
        _timers = new TimerQueue(static () => MonotonicTicks, _wake.Set);
        _time = new LoopTime(this);
        _thread = new Thread(Work) { Name = name, IsBackground = true };
        _thread.Start();
    }

    public override TimeProvider Time => _time;

    public override TimeSpan TurnAge =>
        Volatile.Read(ref _turnBeganTicks) is > 0 and var began ? TimeSpan.FromTicks(Math.Max(0, MonotonicTicks - began)) : TimeSpan.Zero;

    private static long MonotonicTicks => TimeProvider.System.GetElapsedTime(0).Ticks;

    public override void Post(SendOrPostCallback d, object? state)
    {
        var now = MonotonicTicks;
        lock (_gate)
        {
            _ready.Enqueue((d, state, now));
        }

        _wake.Set();
    }

    public override void PostBehind(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var now = MonotonicTicks;
        lock (_gate)
        {
            _behind.Enqueue((action, now));
        }

        _wake.Set();
    }

    protected override void OnFault(Exception fault) => _onFault(fault);

    protected override void Dispose(bool disposing)
    {
        if (!disposing || _stopping)
        {
            return;
        }

        _stopping = true;
        _wake.Set();
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
            _wake.Dispose();
        }
    }

    private void Work()
    {
        SetSynchronizationContext(this);
        while (!_stopping)
        {
            _wake.Reset();
            if (TryTakeTurn())
            {
                continue;
            }

            _wake.Wait(_timers.NextDue is { } due ? WaitUntil(due) : Timeout.Infinite);
        }
    }

    /// <summary>Rounded up: an event cuts its wait to whole milliseconds, and the loop would spin through what is left of the last one.</summary>
    private static int WaitUntil(long dueTicks) =>
        (int)((Math.Clamp(dueTicks - MonotonicTicks, 0, LongestWaitTicks) + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond);

    private bool TryTakeTurn()
    {
        // A timer that is due waits for at most one post: neither starves the other. Taken behind it, for what a turn turns off stays silent.
        var ran = TryRunPosted() | TryRunTimer();
        if (ran && ++_turnsAhead < MaxTurnsAhead)
        {
            return true;
        }

        _turnsAhead = 0;
        return TryRunBehind() || ran;
    }

    private bool TryRunPosted()
    {
        (SendOrPostCallback Callback, object? State, long PostedTicks) turn;
        lock (_gate)
        {
            if (!_ready.TryDequeue(out turn))
            {
                return false;
            }
        }

        Run(turn.Callback, turn.State, turn.PostedTicks);
        return true;
    }

    private bool TryRunTimer()
    {
        if (_timers.TakeDue(MonotonicTicks, out var dueTicks) is not { } timer)
        {
            return false;
        }

        Run(static state => ((LoopTimer)state!).Fire(), timer, dueTicks);
        return true;
    }

    private bool TryRunBehind()
    {
        (Action Action, long PostedTicks) turn;
        lock (_gate)
        {
            if (!_behind.TryDequeue(out turn))
            {
                return false;
            }
        }

        Run(static state => ((Action)state!)(), turn.Action, turn.PostedTicks);
        return true;
    }

    private void Run(SendOrPostCallback callback, object? state, long dueTicks)
    {
        var began = MonotonicTicks;
        Volatile.Write(ref _turnBeganTicks, began);
        try
        {
            callback(state);
            Turns++;
            var took = TimeSpan.FromTicks(MonotonicTicks - began);
            LongestTurn = took > LongestTurn ? took : LongestTurn;
            TurnTimed?.Invoke(TimeSpan.FromTicks(Math.Max(0, began - dueTicks)), took);
        }
#pragma warning disable CA1031 // One failed turn does not end the station; its fault handler opens what must open.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            OnFault(fault);
        }

        Volatile.Write(ref _turnBeganTicks, 0);
    }

    private sealed class LoopTime(ThreadLoop loop) : TimeProvider
    {
        public override long GetTimestamp() => System.GetTimestamp();

        public override long TimestampFrequency => System.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new LoopTimer(loop._timers, callback, state);
            timer.Change(dueTime, period);
            return timer;
        }
    }
}
