using System.Device.Gpio;

namespace ChargerFirmware.Emulator.Devices.Gpio;

/// <summary>
/// The emulated chip under upstream's own <see cref="GpioController"/>. One driver a controller, as upstream wants it; the chip
/// stays. Callbacks run inline on whoever drives the wire: handlers post, as they must with a real driver's thread.
/// </summary>
public sealed class EmulatedGpioDriver(EmulatedGpioChip chip) : GpioDriver
{
    protected override int PinCount => chip.PinCount;

    protected override void OpenPin(int pinNumber)
    {
        if (!chip.Contains(pinNumber))
        {
            throw new ArgumentOutOfRangeException(nameof(pinNumber), pinNumber, $"The emulated chip has pins 0 to {chip.PinCount - 1}.");
        }
    }

    /// <summary>Leaves mode and level as they are, as a Raspberry Pi does.</summary>
    protected override void ClosePin(int pinNumber) => chip.RemoveCallbacks(pinNumber, this, handler: null);

    protected override void SetPinMode(int pinNumber, PinMode mode) => chip.SetMode(pinNumber, mode, level: null);

    protected override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue) => chip.SetMode(pinNumber, mode, initialValue);

    protected override PinMode GetPinMode(int pinNumber) => chip.Mode(pinNumber);

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => Enum.IsDefined(mode);

    protected override PinValue Read(int pinNumber) => chip.Level(pinNumber);

    protected override void Toggle(int pinNumber) => chip.Write(pinNumber, !chip.Level(pinNumber));

    protected override void Write(int pinNumber, PinValue value) => chip.Write(pinNumber, value);

    /// <exception cref="NotSupportedException">Always: it would block the loop that has to bring the edge.</exception>
    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        throw new NotSupportedException("An emulated chip cannot block until an edge comes; register a callback.");

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        chip.AddCallback(pinNumber, this, eventTypes, callback);

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) =>
        chip.RemoveCallbacks(pinNumber, this, callback);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            for (var pinNumber = 0; pinNumber < chip.PinCount; pinNumber++)
            {
                chip.RemoveCallbacks(pinNumber, this, handler: null);
            }
        }

        base.Dispose(disposing);
    }
}
