using System.Device.Gpio;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>
/// A signalling contact on a pin. Its cause counts in the turn that follows the edge; its going counts when it has stood for
/// the debounce time, so that a button that bounces while it is released does not count as released and pressed again.
/// </summary>
public sealed class GpioContact : IContact, IDisposable
{
    private readonly DebouncedInput _input;

    public GpioContact(Loop loop, GpioController gpio, GpioContactOptions options)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(gpio);
        ArgumentNullException.ThrowIfNull(options);
        var closedLow = options.Pull != PinPull.Down;
        _input = new DebouncedInput(
            loop,
            gpio,
            options.Pin,
            activeLow: closedLow != options.NormallyClosed,
            options.Pull,
            settleOn: TimeSpan.Zero,
            settleOff: TimeSpan.FromMilliseconds(options.DebounceMs));
    }

    public bool IsActive => _input.IsActive;

    public event Action? Changed
    {
        add => _input.Changed += value;
        remove => _input.Changed -= value;
    }

    public void Dispose() => _input.Dispose();
}
