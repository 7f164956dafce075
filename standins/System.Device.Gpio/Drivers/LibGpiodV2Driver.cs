using System.Device.Linux;

namespace System.Device.Gpio.Drivers;

/// <summary>
/// The lines of one GPIO chip. Upstream reaches the kernel through libgpiod 2; this stand-in asks the kernel itself,
/// through its character device.
/// </summary>
public sealed class LibGpiodV2Driver : UnixDriver
{
    private readonly GpioLines _lines;

    /// <param name="chipNumber">The number in <c>/dev/gpiochip0</c>.</param>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    /// <exception cref="GpiodException">There is no such chip, or it may not be used.</exception>
    public LibGpiodV2Driver(int chipNumber) => _lines = new GpioLines(chipNumber, this);

    /// <inheritdoc cref="LibGpiodV2Driver(int)"/>
    public LibGpiodV2Driver(GpioChipInfo chip)
        : this(chip?.Id ?? throw new ArgumentNullException(nameof(chip)))
    {
    }

    protected internal override int PinCount => _lines.ChipInfo.NumLines;

    /// <summary>The chips of this machine that this process may open.</summary>
    public static IList<GpioChipInfo> GetAvailableChips() => GpioChip.Available();

    public override GpioChipInfo GetChipInfo() => _lines.ChipInfo;

    protected internal override void OpenPin(int lineOffset) => _lines.Open(lineOffset);

    protected internal override void ClosePin(int lineOffset) => _lines.Close(lineOffset);

    protected internal override void SetPinMode(int lineOffset, PinMode mode) => _lines.SetMode(lineOffset, mode, PinValue.Low);

    private protected override void SetPinModeAndLevel(int pinNumber, PinMode mode, PinValue level) =>
        _lines.SetMode(pinNumber, mode, level);

    protected internal override PinMode GetPinMode(int lineOffset) => _lines.Mode(lineOffset);

    protected internal override bool IsPinModeSupported(int lineOffset, PinMode mode) => GpioLines.Supports(mode);

    protected internal override PinValue Read(int lineOffset) => _lines.Read(lineOffset);

    protected internal override void Write(int lineOffset, PinValue value) => _lines.Write(lineOffset, value);

    protected internal override WaitForEventResult WaitForEvent(
        int lineOffset, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        _lines.WaitForEvent(lineOffset, eventTypes, cancellationToken);

    protected internal override void AddCallbackForPinValueChangedEvent(
        int lineOffset, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        _lines.AddCallback(lineOffset, eventTypes, callback);

    protected internal override void RemoveCallbackForPinValueChangedEvent(int lineOffset, PinChangeEventHandler callback) =>
        _lines.RemoveCallback(lineOffset, callback);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lines.Dispose();
        }

        base.Dispose(disposing);
    }
}
