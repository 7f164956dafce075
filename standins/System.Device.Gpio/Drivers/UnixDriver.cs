using System.Device.Linux;

namespace System.Device.Gpio.Drivers;

/// <summary>A driver over the kernel's interfaces.</summary>
public abstract class UnixDriver : GpioDriver
{
    protected UnixDriver()
    {
    }

    /// <summary>The driver that fits this machine: over its processor's own pins, where the kernel names them so.</summary>
    /// <exception cref="PlatformNotSupportedException">It has no GPIO chip that can be used.</exception>
    public static UnixDriver Create()
    {
        var chips = GpioChip.Available();
        var chip = chips.Find(static chip => chip.Label.StartsWith("pinctrl-", StringComparison.Ordinal)) ?? chips.FirstOrDefault();
        return chip is null
            ? throw new PlatformNotSupportedException("No GPIO chip: there is no /dev/gpiochip0 that this process may open.")
            : new LibGpiodDriver(chip.Id);
    }
}
