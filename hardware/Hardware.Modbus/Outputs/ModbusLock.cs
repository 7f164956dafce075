using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Hardware.Modbus.Outputs;

/// <summary>
/// A cable lock behind an output: a drive of its own moves the bolt, its switch shows where it is. On a lost line the bolt stays
/// where it is.
/// </summary>
public sealed class ModbusLock : ICableLock, IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _moveTime;
    private readonly TimeSpan _travel;
    private readonly ModbusOutput _output;
    private bool? _wanted;
    private bool? _next;
    private long _since;
    private long? _left;

    /// <summary>Must be called on the loop. A bolt that is out stays out until it is commanded.</summary>
    /// <exception cref="ArgumentException">The grace time is not longer than a poll.</exception>
    public ModbusLock(Loop loop, ModbusBus bus, ModbusLockOptions options)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(options);
        _time = loop.Time;
        _moveTime = TimeSpan.FromMilliseconds(options.MoveTimeoutMs);
        _travel = TimeSpan.FromMilliseconds(options.TravelMs);
        _output = new ModbusOutput(loop, bus, options, repeat: false, () => _wanted, Saw, () => Set(CableLockState.Lost));
    }

    public event Action? Changed;

    public CableLockState State { get; private set; }

    public void Lock() => Command(locked: true);

    public void Unlock() => Command(locked: false);

    /// <summary>Lets go of the line and leaves the bolt where it is.</summary>
    public void Dispose() => _output.Dispose();

    private void Command(bool locked)
    {
        _next = null;
        if (State is CableLockState.Locking or CableLockState.Unlocking)
        {
            _next = _wanted == locked ? null : locked;
            return;
        }

        _wanted = locked;
        _since = _time.GetTimestamp();
        _left = null;
        _output.Write();
        if (State != CableLockState.Lost && (!locked || State != CableLockState.Locked))
        {
            // A bolt that jammed half-way reads as unlocked: it gets its time again.
            Set(locked ? CableLockState.Locking : CableLockState.Unlocking);
        }
    }

    private void Saw(bool isLocked)
    {
        if (_wanted is not { } wanted)
        {
            // A bolt that was left half-way reads as unlocked and may still hold a plug: only a command shows which.
            Set(isLocked ? CableLockState.Locked : CableLockState.Unknown);
        }
        else if (isLocked == wanted)
        {
            if (isLocked || HasTravelled())
            {
                Set(AtRest(isLocked));
            }
        }
        else if (State is CableLockState.Locking or CableLockState.Unlocking)
        {
            if (_time.GetElapsedTime(_since) >= _moveTime)
            {
                Set(wanted ? CableLockState.FailedToLock : CableLockState.FailedToUnlock);
            }
        }
        else if (State is not (CableLockState.FailedToLock or CableLockState.FailedToUnlock))
        {
            // Moved by hand, or sprung back: it is reported as it is.
            Set(AtRest(isLocked));
        }
    }

    /// <summary>The switch shows that the bolt has left its locked end, and not that it has let go of the plug.</summary>
    private bool HasTravelled()
    {
        _left ??= _time.GetTimestamp();
        return State == CableLockState.Unlocked || _time.GetElapsedTime(_left.Value) >= _travel;
    }

    private static CableLockState AtRest(bool locked) => locked ? CableLockState.Locked : CableLockState.Unlocked;

    private void Set(CableLockState state)
    {
        if (State == state)
        {
            return;
        }

        State = state;
        Changed?.Invoke();
        if (_next is { } locked && State is not (CableLockState.Locking or CableLockState.Unlocking))
        {
            Command(locked);
        }
    }
}
