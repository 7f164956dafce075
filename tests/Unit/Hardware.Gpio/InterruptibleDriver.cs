using System.Device.Gpio;

namespace ChargerFirmware.Tests.Unit.HardwareGpio;

/// <summary>Inputs whose edges end for good when the wait for them is interrupted, as upstream's LibGpiodV2Driver has it.</summary>
internal sealed class InterruptibleDriver : GpioDriver
{
    private readonly Dictionary<int, PinValue> _levels = [];
    private readonly Dictionary<int, PinChangeEventHandler> _callbacks = [];
    private bool _isInterrupted;

    /// <summary>Whether it throws what ended its wait when nothing waits any more, as upstream's LibGpiodDriver has it.</summary>
    public bool ThrowsLate { get; set; }

    protected override int PinCount => 8;

    public void Drive(int pin, PinValue level)
    {
        _levels[pin] = level;
        if (_callbacks.TryGetValue(pin, out var callback))
        {
            callback(this, new PinValueChangedEventArgs(level == PinValue.High ? PinEventTypes.Rising : PinEventTypes.Falling, pin));
        }
    }

    public void Interrupt()
    {
        _callbacks.Clear();
        _isInterrupted = true;
    }

    protected override void OpenPin(int pinNumber) => _levels[pinNumber] = PinValue.High;

    protected override void ClosePin(int pinNumber) => _levels.Remove(pinNumber);

    protected override void SetPinMode(int pinNumber, PinMode mode)
    {
    }

    protected override PinMode GetPinMode(int pinNumber) => PinMode.Input;

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => true;

    protected override PinValue Read(int pinNumber) => _levels[pinNumber];

    protected override void Toggle(int pinNumber) => throw new NotSupportedException();

    protected override void Write(int pinNumber, PinValue value) => throw new NotSupportedException();

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        _callbacks.Add(pinNumber, callback);

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        _callbacks.Remove(pinNumber);
        if (ThrowsLate && _isInterrupted)
        {
            _isInterrupted = false;
            throw new InvalidOperationException("the wait for edges has ended");
        }
    }
}
