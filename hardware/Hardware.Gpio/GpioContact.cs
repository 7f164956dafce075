using System.Device.Gpio;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>
/// A signalling contact on a pin. Its condition counts in the turn that follows the edge; its going counts when it has stood for
/// the debounce time, so that a button that bounces while it is released does not count as released and pressed again.
/// </summary>
public sealed class GpioContact : DebouncedInput, IContact
{
    public GpioContact(Loop loop, GpioController gpio, GpioContactOptions options)
        : base(
            loop,
            gpio,
            options.Pin,
            activeLow: (options.Pull != PinPull.Down) != options.NormallyClosed,
            options.Pull,
            settleOn: TimeSpan.Zero,
            settleOff: TimeSpan.FromMilliseconds(options.DebounceMs))
    {
    }

    public event Action? Changed;

    private protected override void OnChanged() => Changed?.Invoke();
}
