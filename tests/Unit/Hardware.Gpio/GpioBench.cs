using System.Device.Gpio;
using ChargerFirmware.Emulator.Devices.Gpio;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.HardwareGpio;

/// <summary>A virtual loop and an emulated chip for the drivers.</summary>
internal sealed class GpioBench
{
    public GpioBench() => Gpio = new GpioController(new EmulatedGpioDriver(Chip));

    public VirtualLoop Loop { get; } = new(DateTimeOffset.UnixEpoch);

    public EmulatedGpioChip Chip { get; } = new();

    public GpioController Gpio { get; }

    public void Run(Action action) => Loop.Run(action);

    public void RunFor(double ms) => Loop.RunFor(TimeSpan.FromMilliseconds(ms));

    /// <summary>Drives a pin in a turn of the loop, now or after a while.</summary>
    public void Drive(int pin, PinValue level, double afterMs = 0)
    {
        if (afterMs == 0)
        {
            Loop.Run(() => Chip.Drive(pin, level));
        }
        else
        {
            Loop.Time.CreateTimer(
                _ => Chip.Drive(pin, level), null, TimeSpan.FromMilliseconds(afterMs), Timeout.InfiniteTimeSpan);
        }
    }
}
