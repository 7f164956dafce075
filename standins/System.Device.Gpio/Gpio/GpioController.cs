using System.Collections.Concurrent;
using System.Device.Gpio.Drivers;

namespace System.Device.Gpio;

/// <summary>The pins of one chip, each to be opened before use.</summary>
public class GpioController : IDisposable
{
    private readonly ConcurrentDictionary<int, OpenedPin> _open = new();
    private GpioDriver? _driver;

    /// <summary>The pins of this machine's own chip.</summary>
    /// <exception cref="PlatformNotSupportedException">It has none that can be used.</exception>
    public GpioController()
        : this(UnixDriver.Create())
    {
    }

    /// <param name="driver">Moves the pins; disposed with the controller.</param>
    public GpioController(GpioDriver driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        _driver = driver;
    }

    public virtual int PinCount => Driver.PinCount;

    private GpioDriver Driver => _driver ?? throw new ObjectDisposedException(nameof(GpioController));

    /// <summary>Opens a pin as it is. A pin that is open already is returned again.</summary>
    public GpioPin OpenPin(int pinNumber) => Open(pinNumber).Pin;

    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        var opened = Open(pinNumber);
        SetPinMode(pinNumber, mode);
        return opened.Pin;
    }

    /// <summary>Opens a pin with mode and level in one call of the driver, so that an output never shows another level.</summary>
    public GpioPin OpenPin(int pinNumber, PinMode mode, PinValue initialValue)
    {
        var opened = Open(pinNumber);
        opened.Wanted = initialValue;
        SetPinMode(pinNumber, mode);
        return opened.Pin;
    }

    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public void ClosePin(int pinNumber)
    {
        Opened(pinNumber, "close");
        ClosePinCore(pinNumber);
        _open.TryRemove(pinNumber, out _);
    }

    /// <summary>Sets the mode, and with it the level that was last written, if any was.</summary>
    /// <exception cref="InvalidOperationException">The pin is not open, or does not know this mode.</exception>
    public virtual void SetPinMode(int pinNumber, PinMode mode)
    {
        var opened = Opened(pinNumber, "set the mode of");
        if (!IsPinModeSupported(pinNumber, mode))
        {
            throw new InvalidOperationException($"Pin {pinNumber} does not support mode {mode}.");
        }

        if (opened.Wanted is { } level)
        {
            Driver.SetPinMode(pinNumber, mode, level);
        }
        else
        {
            Driver.SetPinMode(pinNumber, mode);
        }
    }

    public virtual PinMode GetPinMode(int pinNumber)
    {
        Opened(pinNumber, "get the mode of");
        return Driver.GetPinMode(pinNumber);
    }

    public virtual bool IsPinOpen(int pinNumber)
    {
        ObjectDisposedException.ThrowIf(_driver is null, this);
        return _open.ContainsKey(pinNumber);
    }

    public virtual bool IsPinModeSupported(int pinNumber, PinMode mode) => Driver.IsPinModeSupported(pinNumber, mode);

    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public virtual PinValue Read(int pinNumber)
    {
        Opened(pinNumber, "read");
        return Driver.Read(pinNumber);
    }

    public virtual void Toggle(int pinNumber)
    {
        var opened = Opened(pinNumber, "toggle");
        Driver.Toggle(pinNumber);
        if (opened.Wanted is { } level)
        {
            opened.Wanted = !level;
        }
    }

    /// <summary>Writes a level. On a pin that is not an output it is only remembered until the next <see cref="SetPinMode"/>.</summary>
    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public virtual void Write(int pinNumber, PinValue value)
    {
        Opened(pinNumber, "write").Wanted = value;
        if (Driver.GetPinMode(pinNumber) == PinMode.Output)
        {
            Driver.Write(pinNumber, value);
        }
    }

    /// <summary>Writes several pins without looking whether they are open.</summary>
    public void Write(ReadOnlySpan<PinValuePair> pinValuePairs) => Driver.Write(pinValuePairs);

    /// <summary>Reads several pins without looking whether they are open.</summary>
    public void Read(Span<PinValuePair> pinValuePairs) => Driver.Read(pinValuePairs);

    /// <summary>Blocks until an edge comes or <paramref name="timeout"/> of real time is over.</summary>
    public WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, TimeSpan timeout)
    {
        using var cancellation = new CancellationTokenSource(timeout);
        return WaitForEvent(pinNumber, eventTypes, cancellation.Token);
    }

    public virtual WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken)
    {
        Opened(pinNumber, "wait for events of");
        return Driver.WaitForEvent(pinNumber, eventTypes, cancellationToken);
    }

    /// <summary>Has edges told to <paramref name="callback"/>, on the driver's own thread and with the driver as sender.</summary>
    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public virtual void RegisterCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        Opened(pinNumber, "add a callback to");
        Driver.AddCallbackForPinValueChangedEvent(pinNumber, eventTypes, callback);
    }

    /// <exception cref="InvalidOperationException">The pin is not open.</exception>
    public virtual void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        Opened(pinNumber, "remove a callback from");
        Driver.RemoveCallbackForPinValueChangedEvent(pinNumber, callback);
    }

    /// <summary>Closes all pins and disposes the driver.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void OpenPinCore(int pinNumber) => Driver.OpenPin(pinNumber);

    protected virtual void ClosePinCore(int pinNumber) => Driver.ClosePin(pinNumber);

    protected virtual void Dispose(bool disposing)
    {
        if (_driver is not { } driver)
        {
            return;
        }

        foreach (var pinNumber in _open.Keys)
        {
            driver.ClosePin(pinNumber);
        }

        _open.Clear();
        _driver = null;
        driver.Dispose();
    }

    private OpenedPin Open(int pinNumber)
    {
        ObjectDisposedException.ThrowIf(_driver is null, this);
        if (_open.TryGetValue(pinNumber, out var opened))
        {
            return opened;
        }

        OpenPinCore(pinNumber);
        return _open.GetOrAdd(pinNumber, new OpenedPin(new GpioPin(pinNumber, this)));
    }

    private OpenedPin Opened(int pinNumber, string action)
    {
        ObjectDisposedException.ThrowIf(_driver is null, this);
        return _open.TryGetValue(pinNumber, out var opened)
            ? opened
            : throw new InvalidOperationException($"Can not {action} pin {pinNumber} because it is not open.");
    }

    private sealed class OpenedPin(GpioPin pin)
    {
        public GpioPin Pin { get; } = pin;

        /// <summary>The level last written, whether the pin was an output then or not.</summary>
        public PinValue? Wanted { get; set; }
    }
}
