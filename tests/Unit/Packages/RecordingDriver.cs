using System.Device.Gpio;

namespace ChargerFirmware.Tests.Unit.Packages;

/// <summary>A driver from outside the package, as anyone would write one; it writes down what the controller asks of it.</summary>
internal sealed class RecordingDriver : GpioDriver
{
    private readonly Dictionary<int, PinMode> _modes = [];
    private readonly Dictionary<int, PinValue> _levels = [];
    private PinChangeEventHandler? _callback;

    public List<string> Calls { get; } = [];

    protected override int PinCount => 8;

    public void RaiseEdge(int pin, PinEventTypes edge) => _callback?.Invoke(this, new PinValueChangedEventArgs(edge, pin));

    protected override void OpenPin(int pinNumber) => Calls.Add($"open {pinNumber}");

    protected override void ClosePin(int pinNumber) => Calls.Add($"close {pinNumber}");

    protected override void SetPinMode(int pinNumber, PinMode mode)
    {
        _modes[pinNumber] = mode;
        Calls.Add($"mode {pinNumber} {mode}");
    }

    protected override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue)
    {
        _modes[pinNumber] = mode;
        _levels[pinNumber] = initialValue;
        Calls.Add($"mode {pinNumber} {mode} {initialValue}");
    }

    protected override PinMode GetPinMode(int pinNumber) => _modes.GetValueOrDefault(pinNumber);

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => mode != PinMode.InputPullDown && Enum.IsDefined(mode);

    protected override PinValue Read(int pinNumber) => _levels.GetValueOrDefault(pinNumber);

    protected override void Write(int pinNumber, PinValue value)
    {
        _levels[pinNumber] = value;
        Calls.Add($"write {pinNumber} {value}");
    }

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        new() { TimedOut = true };

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        _callback += callback;

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) => _callback -= callback;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Calls.Add("dispose");
        }

        base.Dispose(disposing);
    }
}
