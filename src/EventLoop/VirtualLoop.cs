namespace ChargerFirmware.EventLoop;

/// <summary>
/// A loop whose time is virtual: when nothing is left to do now, the clock jumps to the next timer.
/// Single-threaded and deterministic. A post from a foreign thread throws, because work that has left the loop
/// would let the clock run away from it.
/// </summary>
public sealed class VirtualLoop : Loop
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private readonly Queue<Action> _behind = new();
    private readonly TimerQueue _timers;
    private readonly VirtualTime _time;
    private int _ownerThread = Environment.CurrentManagedThreadId;
    private Exception? _fault;

    /// <param name="start">What the virtual clock shows at first.</param>
    public VirtualLoop(DateTimeOffset start)
    {
        _timers = new TimerQueue(() => NowTicks, static () => { });
        _time = new VirtualTime(this, start.UtcTicks);
    }

    public override TimeProvider Time => _time;

    /// <summary>
    /// Asked about what started work threw: true when the loop is to go on, as it does in the field. Null: every fault ends the run.
    /// </summary>
    public Func<Exception, bool>? Survives { get; set; }

    /// <summary>Virtual time since the start.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(NowTicks);

    private long NowTicks { get; set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        RequireOwnThread();
        _ready.Enqueue((d, state));
    }

    public override void PostBehind(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        RequireOwnThread();
        _behind.Enqueue(action);
    }

    /// <summary>Runs <paramref name="work"/> as the loop's first turn and everything it needs until it has ended.</summary>
    /// <exception cref="InvalidOperationException">Nothing is left to do and the work has not ended.</exception>
    public void Run(Func<Task> work)
    {
        Task? task = null;
        Post(() => task = work());
        RunUntil(() => task is { IsCompleted: true }, TimeSpan.MaxValue);
        task!.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Run(Func{Task})"/>
    public T Run<T>(Func<Task<T>> work)
    {
        Task<T>? task = null;
        Run((Func<Task>)(() => task = work()));
        return task!.GetAwaiter().GetResult();
    }

    /// <summary>Runs one synchronous action on the loop, and the turns it leads to at this very instant.</summary>
    public void Run(Action action)
    {
        Post(action);
        RunFor(TimeSpan.Zero);
    }

    /// <summary>Lets <paramref name="duration"/> of virtual time pass.</summary>
    public void RunFor(TimeSpan duration)
    {
        var end = NowTicks + duration.Ticks;
        Drive(() =>
        {
            while (TakeTurn(end))
            {
            }

            NowTicks = end;
        });
    }

    /// <summary>The clock goes on and nothing runs: what a loop finds whose process or machine stood still. What was due meanwhile is late.</summary>
    public void StandStill(TimeSpan duration) => NowTicks += duration.Ticks;

    /// <summary>Runs until <paramref name="condition"/> holds.</summary>
    /// <returns>False when <paramref name="limit"/> of virtual time has passed first.</returns>
    /// <exception cref="InvalidOperationException">Nothing is left to do, so the condition can never hold.</exception>
    public bool RunUntil(Func<bool> condition, TimeSpan limit)
    {
        var end = limit >= TimeSpan.FromTicks(long.MaxValue - NowTicks) ? long.MaxValue : NowTicks + limit.Ticks;
        var met = false;
        Drive(() =>
        {
            while (!(met = condition()))
            {
                if (TakeTurn(end))
                {
                    continue;
                }

                if (end == long.MaxValue)
                {
                    throw new InvalidOperationException("The loop has nothing left to do, and what was awaited has not come.");
                }

                NowTicks = end;
                met = condition();
                return;
            }
        });
        return met;
    }

    protected override void OnFault(Exception fault)
    {
        if (Survives?.Invoke(fault) != true)
        {
            _fault ??= fault;
        }
    }

    /// <summary>Runs one turn that is due until <paramref name="endTicks"/>; moves the clock to it if need be.</summary>
    private bool TakeTurn(long endTicks)
    {
        if (_ready.TryDequeue(out var turn))
        {
            Turns++;
            turn.Callback(turn.State);
        }
        else if (_timers.TakeDue(_behind.Count > 0 ? NowTicks : endTicks, out var dueTicks) is { } timer)
        {
            NowTicks = Math.Max(NowTicks, dueTicks);
            Turns++;
            timer.Fire();
        }
        else if (_behind.TryDequeue(out var action))
        {
            Turns++;
            action();
        }
        else
        {
            return false;
        }

        if (_fault is { } fault)
        {
            _fault = null;
            throw new LoopFaultException(fault);
        }

        return true;
    }

    private void RequireOwnThread()
    {
        if (!IsCurrent && Environment.CurrentManagedThreadId != _ownerThread)
        {
            _fault = new InvalidOperationException(
                "Work came back to a virtual loop from a foreign thread; whatever it awaited left the loop." +
                Environment.NewLine + Environment.StackTrace);
            throw _fault;
        }
    }

    private void Drive(Action turns)
    {
        if (IsCurrent)
        {
            throw new InvalidOperationException("The loop is running already: a turn cannot run the loop.");
        }

        var outer = Current;
        _ownerThread = Environment.CurrentManagedThreadId;
        SetSynchronizationContext(this);
        try
        {
            turns();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    private sealed class VirtualTime(VirtualLoop loop, long startUtcTicks) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override long GetTimestamp() => loop.NowTicks;

        public override DateTimeOffset GetUtcNow() => new(startUtcTicks + loop.NowTicks, TimeSpan.Zero);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new LoopTimer(loop._timers, callback, state);
            timer.Change(dueTime, period);
            return timer;
        }
    }
}
