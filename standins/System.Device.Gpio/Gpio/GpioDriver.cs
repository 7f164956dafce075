namespace System.Device.Gpio;

/// <summary>What moves the pins of one chip. One instance belongs to one <see cref="GpioController"/>, which disposes it.</summary>
public abstract class GpioDriver : IDisposable
{
    ~GpioDriver() => Dispose(false);

    protected internal abstract int PinCount { get; }

    protected internal abstract void OpenPin(int pinNumber);

    protected internal abstract void ClosePin(int pinNumber);

    protected internal abstract void SetPinMode(int pinNumber, PinMode mode);

    /// <summary>Sets mode and level. Unless a driver overrides it, an output shows its old level for a moment.</summary>
    protected internal virtual void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue) =>
        SetPinModeAndLevel(pinNumber, mode, initialValue);

    protected internal abstract PinMode GetPinMode(int pinNumber);

    protected internal abstract bool IsPinModeSupported(int pinNumber, PinMode mode);

    protected internal abstract PinValue Read(int pinNumber);

    protected internal virtual void Read(Span<PinValuePair> pinValuePairs)
    {
        foreach (ref var pair in pinValuePairs)
        {
            pair = new PinValuePair(pair.PinNumber, Read(pair.PinNumber));
        }
    }

    protected internal virtual void Toggle(int pinNumber) => Write(pinNumber, !Read(pinNumber));

    protected internal abstract void Write(int pinNumber, PinValue value);

    protected internal virtual void Write(ReadOnlySpan<PinValuePair> pinValuePairs)
    {
        foreach (var (pinNumber, value) in pinValuePairs)
        {
            Write(pinNumber, value);
        }
    }

    protected internal abstract WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken);

    protected internal abstract void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback);

    protected internal abstract void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <exception cref="NotSupportedException">This driver does not know its chip.</exception>
    public virtual GpioChipInfo GetChipInfo() =>
        throw new NotSupportedException($"{GetType().Name} does not describe its chip.");

    /// <summary>The seam by which drivers of this assembly set both at once although their public shape does not show it.</summary>
    private protected virtual void SetPinModeAndLevel(int pinNumber, PinMode mode, PinValue level)
    {
        SetPinMode(pinNumber, mode);
        if (mode == PinMode.Output)
        {
            Write(pinNumber, level);
        }
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
