using System.Device.Gpio;
using System.Device.Gpio.Drivers;
using System.Device.Spi;

namespace ChargerFirmware.Hardware.Gpio.Adapters;

/// <summary>The board's own GPIO chips and SPI controllers.</summary>
public static class LinuxBuses
{
    /// <summary>Opens a GPIO chip. Callbacks come on the driver's thread.</summary>
    /// <exception cref="IOException">There is no such chip, or this process may not use it.</exception>
    /// <exception cref="PlatformNotSupportedException">This machine has no GPIO.</exception>
    public static GpioController OpenGpio(GpioBusOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var number = options.Label is { } label ? NumberOf(label) : options.Chip;
        try
        {
            return number is { } chip ? new WatchedGpioController(TimeProvider.System, DriverOf(chip)) : new WatchedGpioController(TimeProvider.System);
        }
        catch (Exception refusal) when (refusal is not PlatformNotSupportedException and not DllNotFoundException)
        {
            // What the driver throws is of a type of its own, and names no chip.
            var name = number is { } chip ? $"/dev/gpiochip{chip}" : "/dev/gpiochip*, whichever is the board's";
            throw new IOException($"{name}: {refusal.Message}", refusal);
        }
    }

    /// <summary>Looks for the chip with a label; chips are asked for their labels and nothing of them is moved.</summary>
    /// <returns>Its number, as in /dev/gpiochip0.</returns>
    /// <exception cref="IOException">No chip has that label, several have, or this process may not ask them.</exception>
    /// <exception cref="PlatformNotSupportedException">This machine has no GPIO.</exception>
    public static int NumberOf(string label)
    {
        IList<GpioChipInfo> chips;
        try
        {
            chips = Chips();
        }
        catch (Exception refusal) when (refusal is not PlatformNotSupportedException and not DllNotFoundException)
        {
            throw new IOException($"/dev/gpiochip*: {refusal.Message}", refusal);
        }

        return ChipLabels.NumberOf(label, chips);
    }

    /// <summary>Opens an SPI device in mode 0. Its transfers block: use it inside the bus's executor.</summary>
    /// <exception cref="IOException">There is no such device, or this process may not use it.</exception>
    public static SpiDevice OpenSpi(SpiBusOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return SpiDevice.Create(new SpiConnectionSettings(options.Controller, options.ChipSelect)
        {
            ClockFrequency = options.ClockHz,
            Mode = SpiMode.Mode0,
        });
    }

    private static GpioDriver DriverOf(int chip)
    {
        try
        {
            // First, because it sets direction and level of an output in one request; LibGpiodV2Driver inherits the default of
            // upstream's base class, which sets them one after the other, and a coil may hang on the pin.
            return new LibGpiodDriver(chip);
        }
        catch (Exception missing) when (missing is PlatformNotSupportedException or DllNotFoundException)
        {
            return new LibGpiodV2Driver(chip);
        }
    }

    private static IList<GpioChipInfo> Chips()
    {
        try
        {
            return LibGpiodDriver.GetAvailableChips();
        }
        catch (Exception missing) when (missing is PlatformNotSupportedException or DllNotFoundException)
        {
            return LibGpiodV2Driver.GetAvailableChips();
        }
    }
}
