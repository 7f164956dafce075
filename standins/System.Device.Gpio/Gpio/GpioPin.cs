namespace System.Device.Gpio;

/// <summary>An open pin of a <see cref="GpioController"/>.</summary>
public class GpioPin : MarshalByRefObject, IDisposable
{
    protected internal GpioPin(int pinNumber, GpioController controller)
    {
        PinNumber = pinNumber;
        Controller = controller;
    }

    /// <summary>Either edge. Raised on the driver's own thread, with the driver as sender.</summary>
    public event PinChangeEventHandler ValueChanged
    {
        add => Controller.RegisterCallbackForPinValueChangedEvent(PinNumber, PinEventTypes.Rising | PinEventTypes.Falling, value);
        remove => Controller.UnregisterCallbackForPinValueChangedEvent(PinNumber, value);
    }

    public virtual int PinNumber { get; }

    public GpioController Controller { get; }

    public virtual PinMode GetPinMode() => Controller.GetPinMode(PinNumber);

    public virtual bool IsPinModeSupported(PinMode pinMode) => Controller.IsPinModeSupported(PinNumber, pinMode);

    public virtual void SetPinMode(PinMode value) => Controller.SetPinMode(PinNumber, value);

    public virtual PinValue Read() => Controller.Read(PinNumber);

    /// <inheritdoc cref="GpioController.Write(int, PinValue)"/>
    public virtual void Write(PinValue value) => Controller.Write(PinNumber, value);

    public virtual void Toggle() => Controller.Toggle(PinNumber);

    public virtual bool Equals(GpioPin? other) =>
        other is not null && PinNumber == other.PinNumber && ReferenceEquals(Controller, other.Controller);

    public override bool Equals(object? obj) => Equals(obj as GpioPin);

    public override int GetHashCode() => HashCode.Combine(PinNumber, Controller);

    /// <summary>Closes the pin, if it is open.</summary>
    public virtual void Close()
    {
        if (Controller.IsPinOpen(PinNumber))
        {
            Controller.ClosePin(PinNumber);
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
        }
    }
}
