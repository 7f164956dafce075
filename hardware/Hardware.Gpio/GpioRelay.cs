using System.Device.Gpio;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>
/// A contactor on pins. What counts is the feedback contact, mirror contact by IEC 60947-4-1 annex F: a contactor that does
/// not follow its coil is <see cref="RelayState.FailedToClose"/> or <see cref="RelayState.Welded"/>.
/// </summary>
/// <remarks>
/// A command to close while it still opens is remembered until it is open, so that a weld cannot hide behind a new command;
/// a welded one is not energised at all.
/// </remarks>
public sealed class GpioRelay : IRelay, IDisposable
{
    private readonly GpioController _gpio;
    private readonly int _pin;
    private readonly PinValue _energised;
    private readonly TimeSpan _closeTime;
    private readonly TimeSpan _openTime;
    private readonly Feedback? _feedback;
    private readonly TimeProvider _time;
    private ITimer? _deadline;
    private bool _coil;
    private bool _moving;
    private bool _closeWhenOpen;
    private (RelayState State, bool IsClosed) _reported;
    private bool _disposed;

    public GpioRelay(Loop loop, GpioController gpio, GpioRelayOptions options)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(gpio);
        ArgumentNullException.ThrowIfNull(options);
        _time = loop.Time;
        _gpio = gpio;
        _pin = options.Pin;
        _energised = options.ActiveLow ? PinValue.Low : PinValue.High;
        _closeTime = TimeSpan.FromMilliseconds(options.FeedbackPin is null ? options.OperateMs : options.CloseTimeoutMs);
        _openTime = TimeSpan.FromMilliseconds(options.FeedbackPin is null ? options.OperateMs : options.OpenTimeoutMs);

        // Mode and released level in one call: the coil never sees another level, whatever the pin was before.
        gpio.OpenPin(_pin, PinMode.Output, !_energised);
        if (options.FeedbackPin is { } feedbackPin)
        {
            _feedback = new Feedback(this, loop, feedbackPin, options);
            if (_feedback.IsActive)
            {
                // A process before us may have died with the coil energised: it has the time of an opening.
                Move(_openTime);
                State = RelayState.Opening;
            }
        }

        _reported = (State, IsClosed);
    }

    public RelayState State { get; private set; } = RelayState.Open;

    public bool IsClosed => _feedback?.IsActive ?? _coil;

    public event Action? Changed;

    public void Close()
    {
        if (State is RelayState.Open or RelayState.FailedToClose && !IsClosed)
        {
            Energise();
        }
        else if (State == RelayState.Opening)
        {
            _closeWhenOpen = true;
        }

        RaiseIfChanged();
    }

    public void Open()
    {
        _closeWhenOpen = false;
        if (_coil)
        {
            Release();
            State = Released();
        }
        else if (State == RelayState.FailedToClose)
        {
            State = Released();
        }

        RaiseIfChanged();
    }

    /// <summary>Releases the coil.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Write(energise: false);
        _gpio.ClosePin(_pin);
        _deadline?.Dispose();
        _feedback?.Dispose();
    }

    /// <summary>The feedback has changed.</summary>
    private void Follow()
    {
        if (!_coil)
        {
            FollowReleased();
        }
        else if (IsClosed)
        {
            Arrive();
        }
        else if (State == RelayState.Closed)
        {
            Fail();
        }

        RaiseIfChanged();
    }

    private void OnDeadline()
    {
        // An edge can be lost: before anything counts as failed or welded, the pin itself is asked.
        _feedback?.Refresh();
        if (!_moving)
        {
            return;
        }

        _moving = false;
        if (!_coil)
        {
            FollowReleased();
        }
        else if (IsClosed)
        {
            Arrive();
        }
        else
        {
            Fail();
        }

        RaiseIfChanged();
    }

    private void FollowReleased()
    {
        var released = Released();
        if (State != RelayState.FailedToClose || released == RelayState.Welded)
        {
            State = released;
        }

        if (State == RelayState.Welded)
        {
            _closeWhenOpen = false;
        }
        else if (State == RelayState.Open && _closeWhenOpen)
        {
            Energise();
        }
    }

    /// <summary>What a released coil and the contacts come to.</summary>
    private RelayState Released() => (IsClosed, _moving) switch
    {
        (true, false) => RelayState.Welded,
        (true, true) => RelayState.Opening,
        (false, true) when _feedback is null => RelayState.Opening,
        _ => RelayState.Open,
    };

    private void Energise()
    {
        _closeWhenOpen = false;
        Write(energise: true);
        Move(_closeTime);
        State = RelayState.Closing;
    }

    private void Arrive()
    {
        _moving = false;
        _deadline.Disarm();
        State = RelayState.Closed;
    }

    private void Fail()
    {
        Release();
        State = RelayState.FailedToClose;
    }

    private void Release()
    {
        Write(energise: false);
        Move(_openTime);
    }

    /// <summary>Gives the contacts <paramref name="time"/> to follow.</summary>
    private void Move(TimeSpan time)
    {
        _moving = true;
        _time.Arm(ref _deadline, static relay => ((GpioRelay)relay!).OnDeadline(), this, time);
    }

    private void Write(bool energise)
    {
        _coil = energise;
        _gpio.Write(_pin, energise ? _energised : !_energised);
    }

    private void RaiseIfChanged()
    {
        if (_reported != (State, IsClosed))
        {
            _reported = (State, IsClosed);
            Changed?.Invoke();
        }
    }

    private sealed class Feedback(GpioRelay relay, Loop loop, int pin, GpioRelayOptions options) : DebouncedInput(
        loop,
        relay._gpio,
        pin,
        options.FeedbackActiveLow,
        options.FeedbackPull,
        settleOn: TimeSpan.FromMilliseconds(options.FeedbackSettleMs),
        settleOff: TimeSpan.FromMilliseconds(options.FeedbackSettleMs))
    {
        private protected override void OnChanged() => relay.Follow();
    }
}
