using System.Device.Linux;

namespace System.Device.Gpio.Drivers;

/// <summary>
/// The lines of one GPIO chip. Upstream reaches the kernel through libgpiod 1; this stand-in asks the kernel itself,
/// through its character device.
/// </summary>
public class LibGpiodDriver : UnixDriver
{
    private readonly GpioLines _lines;

    /// <param name="gpioChip">The number in <c>/dev/gpiochip0</c>.</param>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    /// <exception cref="GpiodException">There is no such chip, or it may not be used.</exception>
    public LibGpiodDriver(int gpioChip = 0) => _lines = new GpioLines(gpioChip, this);

    /// <inheritdoc cref="LibGpiodDriver(int)"/>
    public LibGpiodDriver(GpioChipInfo chip)
        : this(chip?.Id ?? throw new ArgumentNullException(nameof(chip)))
    {
    }

    protected internal override int PinCount => _lines.ChipInfo.NumLines;

    /// <summary>The chips of this machine that this process may open.</summary>
    public static IList<GpioChipInfo> GetAvailableChips() => GpioChip.Available();

    public override GpioChipInfo GetChipInfo() => _lines.ChipInfo;

    protected internal override void OpenPin(int pinNumber) => _lines.Open(pinNumber);

    protected internal override void ClosePin(int pinNumber) => _lines.Close(pinNumber);

    protected internal override void SetPinMode(int pinNumber, PinMode mode) => _lines.SetMode(pinNumber, mode, PinValue.Low);

    protected internal override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue) =>
        _lines.SetMode(pinNumber, mode, initialValue);

    protected internal override PinMode GetPinMode(int pinNumber) => _lines.Mode(pinNumber);

    protected internal override bool IsPinModeSupported(int pinNumber, PinMode mode) => GpioLines.Supports(mode);

    protected internal override PinValue Read(int pinNumber) => _lines.Read(pinNumber);

    protected internal override void Write(int pinNumber, PinValue value) => _lines.Write(pinNumber, value);

    protected internal override WaitForEventResult WaitForEvent(
        int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        _lines.WaitForEvent(pinNumber, eventTypes, cancellationToken);

    protected internal override void AddCallbackForPinValueChangedEvent(
        int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        _lines.AddCallback(pinNumber, eventTypes, callback);

    protected internal override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) =>
        _lines.RemoveCallback(pinNumber, callback);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lines.Dispose();
        }

        base.Dispose(disposing);
    }
}
