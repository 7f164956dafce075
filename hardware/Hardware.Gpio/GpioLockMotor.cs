using System.Device.Gpio;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>
/// A cable lock with a motor. Each pulse has its full length, then both pins are inactive and the switch is asked; the two are
/// never active at once.
/// </summary>
public sealed class GpioLockMotor : ICableLock, IDisposable
{
    private readonly GpioController _gpio;
    private readonly GpioLockMotorOptions _options;
    private readonly PinValue _drive;
    private readonly BoltSwitch _locked;
    private readonly TimeProvider _time;
    private ITimer? _timer;
    private Phase _phase;
    private bool _towardsLocked;
    private bool? _next;
    private int _pulses;
    private bool _again;
    private bool _disposed;

    /// <exception cref="ArgumentException">Two of its pins are the same.</exception>
    public GpioLockMotor(Loop loop, GpioController gpio, GpioLockMotorOptions options)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(gpio);
        ArgumentNullException.ThrowIfNull(options);
        if (options.ForwardPin == options.ReversePin || options.ForwardPin == options.FeedbackPin || options.ReversePin == options.FeedbackPin)
        {
            throw new ArgumentException("forwardPin, reversePin, feedbackPin: expected three different pins", nameof(options));
        }

        _time = loop.Time;
        _gpio = gpio;
        _options = options;
        _drive = options.DriveActiveLow ? PinValue.Low : PinValue.High;
        gpio.OpenPin(options.ForwardPin, PinMode.Output, !_drive);
        gpio.OpenPin(options.ReversePin, PinMode.Output, !_drive);
        _locked = new BoltSwitch(this, loop, options);

        // A bolt that was left half-way reads as unlocked and may still hold a plug: only a drive to the end shows which.
        State = AtRest == CableLockState.Locked ? CableLockState.Locked : CableLockState.Unknown;
    }

    private enum Phase
    {
        Resting,
        Driving,

        /// <summary>After a pulse: the motor comes to a stand before it is driven again.</summary>
        Pausing,
    }

    public CableLockState State { get; private set; }

    public event Action? Changed;

    private CableLockState AtRest => _locked.IsActive ? CableLockState.Locked : CableLockState.Unlocked;

    public void Lock() => Command(towardsLocked: true);

    public void Unlock() => Command(towardsLocked: false);

    /// <summary>Leaves the motor without current and the bolt where it is.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        StopMotor();
        _gpio.ClosePin(_options.ForwardPin);
        _gpio.ClosePin(_options.ReversePin);
        _timer?.Dispose();
        _locked.Dispose();
    }

    private void Command(bool towardsLocked)
    {
        if (_phase != Phase.Resting)
        {
            _next = towardsLocked;
        }
        else if (!towardsLocked || State != CableLockState.Locked)
        {
            // A bolt that jammed half-way reads as unlocked and holds the plug: a request to unlock must drive it.
            _pulses = 0;
            Drive(towardsLocked);
        }
    }

    private void Drive(bool towardsLocked)
    {
        _pulses++;
        _towardsLocked = towardsLocked;
        _phase = Phase.Driving;
        Write(towardsLocked ? _options.ReversePin : _options.ForwardPin, active: false);
        Write(towardsLocked ? _options.ForwardPin : _options.ReversePin, active: true);
        Wait(_options.PulseMs);
        Set(towardsLocked ? CableLockState.Locking : CableLockState.Unlocking);
    }

    private void Wait(int durationMs) =>
        _time.Arm(ref _timer, static motor => ((GpioLockMotor)motor!).OnTimer(), this, TimeSpan.FromMilliseconds(durationMs));

    private void OnTimer()
    {
        if (_phase == Phase.Driving)
        {
            EndPulse();
        }
        else
        {
            EndPause();
        }
    }

    private void EndPulse()
    {
        StopMotor();
        _locked.Refresh();
        var arrived = _locked.IsActive == _towardsLocked;
        _again = !arrived && _pulses < _options.Attempts;
        _phase = Phase.Pausing;
        Wait(_options.RestMs);
        if (!_again)
        {
            Set(arrived ? AtRest : _towardsLocked ? CableLockState.FailedToLock : CableLockState.FailedToUnlock);
        }
    }

    private void EndPause()
    {
        _phase = Phase.Resting;
        var (next, again) = (_next, _again);
        (_next, _again) = (null, false);
        if (next is { } wanted && !(again && wanted == _towardsLocked))
        {
            Command(wanted);
        }
        else if (again)
        {
            Drive(_towardsLocked);
        }
    }

    /// <summary>A bolt that arrives late, is moved by hand or springs back is reported as it is.</summary>
    private void OnFeedback()
    {
        if (_phase != Phase.Driving)
        {
            _again = false;
            Set(AtRest);
        }
    }

    private void StopMotor()
    {
        Write(_options.ForwardPin, active: false);
        Write(_options.ReversePin, active: false);
    }

    private void Write(int pin, bool active) => _gpio.Write(pin, active ? _drive : !_drive);

    private void Set(CableLockState state)
    {
        if (State != state)
        {
            State = state;
            Changed?.Invoke();
        }
    }

    private sealed class BoltSwitch(GpioLockMotor motor, Loop loop, GpioLockMotorOptions options) : DebouncedInput(
        loop,
        motor._gpio,
        options.FeedbackPin,
        !options.FeedbackLockedHigh,
        options.FeedbackPull,
        settleOn: TimeSpan.FromMilliseconds(options.FeedbackSettleMs),
        settleOff: TimeSpan.FromMilliseconds(options.FeedbackSettleMs))
    {
        private protected override void OnChanged() => motor.OnFeedback();
    }
}
