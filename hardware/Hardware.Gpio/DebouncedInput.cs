using System.Device.Gpio;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>
/// An input whose level counts when it has stood for its settle time. The driver's thread only posts; the loop reads the pin
/// again in a later turn, so that a burst of edges or a lost one does no harm. Whose input it is, derives from it: a station has a
/// dozen of them, and a delegate each would be more than the input. Used on the loop only.
/// </summary>
public abstract class DebouncedInput : IDisposable
{
    private readonly Loop _loop;
    private readonly GpioController _gpio;
    private readonly int _pin;
    private readonly PinValue _active;
    private readonly TimeSpan _settleOn;
    private readonly TimeSpan _settleOff;
    private ITimer? _settle;
    private int _posted;
    private bool _settling;
    private bool _disposed;

    /// <param name="activeLow">A low level is the active one.</param>
    /// <param name="settleOn">How long the active level must stand; zero counts at once.</param>
    /// <param name="settleOff">How long the other level must stand.</param>
    private protected DebouncedInput(
        Loop loop, GpioController gpio, int pin, bool activeLow, PinPull pull, TimeSpan settleOn, TimeSpan settleOff)
    {
        _loop = loop;
        _gpio = gpio;
        _pin = pin;
        _active = activeLow ? PinValue.Low : PinValue.High;
        _settleOn = settleOn;
        _settleOff = settleOff;
        gpio.OpenPin(pin, pull switch
        {
            PinPull.Up => PinMode.InputPullUp,
            PinPull.Down => PinMode.InputPullDown,
            _ => PinMode.Input,
        });

        // The callback first: a level that changes in between is then seen by one of the two.
        gpio.RegisterCallbackForPinValueChangedEvent(pin, PinEventTypes.Rising | PinEventTypes.Falling, OnEdge);
        IsActive = Read();
    }

    /// <summary>The level that counts.</summary>
    public bool IsActive { get; private set; }

    /// <summary>Takes the level of this moment, settled or not.</summary>
    internal void Refresh()
    {
        Settle(null);
        var level = Read();
        if (level != IsActive)
        {
            IsActive = level;
            OnChanged();
        }
    }

    /// <summary>Lets go of the pin.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _settle?.Dispose();
        _gpio.UnregisterCallbackForPinValueChangedEvent(_pin, OnEdge);
        _gpio.ClosePin(_pin);
    }

    /// <summary><see cref="IsActive"/> has changed. Never called before the constructor has ended.</summary>
    private protected abstract void OnChanged();

    /// <summary>On the driver's thread. One post stands for all edges until the loop has read the pin.</summary>
    private void OnEdge(object sender, PinValueChangedEventArgs change)
    {
        if (Interlocked.Exchange(ref _posted, 1) == 0)
        {
            _loop.Post(Look);
        }
    }

    private void Look()
    {
        Interlocked.Exchange(ref _posted, 0);
        if (_disposed)
        {
            return;
        }

        var level = Read();
        if (level == IsActive)
        {
            Settle(null);
            return;
        }

        var settle = level ? _settleOn : _settleOff;
        if (settle == TimeSpan.Zero)
        {
            Refresh();
        }
        else if (!_settling)
        {
            Settle(settle);
        }
    }

    private void Settle(TimeSpan? due)
    {
        if (_settling || due is not null)
        {
            _settling = due is not null;
            _settle ??= _loop.Time.CreateTimer(
                static input => ((DebouncedInput)input!).Refresh(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _settle.Change(due ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private bool Read() => _gpio.Read(_pin) == _active;
}
