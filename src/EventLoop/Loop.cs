namespace ChargerFirmware.EventLoop;

/// <summary>
/// One thing at a time: a queue of turns and timers ordered by due time, then by order of asking.
/// Handlers are ordinary async methods without locks, because every continuation of theirs is a turn of this loop.
/// </summary>
/// <remarks>"On the loop" means that the current context is this one, not that the thread is a certain one.</remarks>
public abstract class Loop : SynchronizationContext, IDisposable
{
    /// <summary>The loop's clock. Its timers run as turns of this loop.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>Turns run so far: what a watchdog looks at to see that the loop really turns.</summary>
    public long Turns { get; protected set; }

    /// <summary>The longest turn so far: what a hung loop looks like before it hangs. Zero where time is virtual.</summary>
    public TimeSpan LongestTurn { get; protected set; }

    /// <summary>
    /// For how long the turn that runs now has been running; zero between turns and where time is virtual. May be asked from any
    /// thread: a large value means that the loop hangs.
    /// </summary>
    public virtual TimeSpan TurnAge => TimeSpan.Zero;

    /// <summary>
    /// Called after each turn with how late it began and how long it took; null costs nothing. Called on the loop. A virtual loop is never
    /// late and reports nothing.
    /// </summary>
    public Action<TimeSpan, TimeSpan>? TurnTimed { get; set; }

    /// <summary>True inside a turn of this loop.</summary>
    public bool IsCurrent => Current == this;

    /// <summary>Runs <paramref name="action"/> in a later turn. May be called from any thread, unless the loop is virtual.</summary>
    public void Post(Action action) => Post(static state => ((Action)state!)(), action);

    /// <summary>
    /// Runs <paramref name="action"/> behind every turn that is ready and every timer that is due, in the order of posting: the lane of
    /// what peers send, so that devices and safety timers come first however much arrives. May be called from any thread, unless the
    /// loop is virtual.
    /// </summary>
    /// <remarks>It holds no bound of its own: an adapter posts by <see cref="Adapters.PeerInlet"/>, which does.</remarks>
    public abstract void PostBehind(Action action);

    /// <summary>
    /// Starts work nobody awaits. What it throws reaches <see cref="OnFault"/> instead of vanishing.
    /// Must be called on the loop.
    /// </summary>
    public void Start(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        _ = Observe(work, static work => work(), ended: null);
    }

    /// <summary>As <see cref="Start(Func{Task})"/>, for what begins many times a minute: nothing is made for it but the work itself.</summary>
    /// <param name="work">Static: it gets <paramref name="owner"/>.</param>
    /// <param name="ended">Static as well. Called on the loop with what the work threw, or null; true when the owner has dealt with that.</param>
    public void Start<T>(T owner, Func<T, Task> work, Func<T, Exception?, bool>? ended = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(work);
        _ = Observe(owner, work, ended);
    }

    /// <summary>Runs <paramref name="work"/> on this loop for a caller on another loop or thread, who may await it there.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() => Start(async () =>
        {
            try
            {
                done.SetResult(await work());
            }
#pragma warning disable CA1031 // It reaches the caller.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                done.SetException(fault);
            }
        }));
        return done.Task;
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunAsync(async () =>
        {
            await work();
            return true;
        });
    }

    private async Task Observe<T>(T owner, Func<T, Task> work, Func<T, Exception?, bool>? ended)
    {
        Exception? thrown = null;
        try
        {
            await work(owner);
        }
#pragma warning disable CA1031 // Whatever it is, it is reported: nothing else will see it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            thrown = fault;
        }

        // Cancelled work was asked to end: that is no fault.
        if (ended?.Invoke(owner, thrown) != true && thrown is not (null or OperationCanceledException))
        {
            OnFault(thrown);
        }
    }

    /// <summary>Called with what a turn, a timer or started work threw. Runs on the loop.</summary>
    protected abstract void OnFault(Exception fault);

    /// <summary>Not offered: a loop that waits for another is a dead lock in the making.</summary>
    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("A loop takes posts only.");

    public override SynchronizationContext CreateCopy() => this;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
