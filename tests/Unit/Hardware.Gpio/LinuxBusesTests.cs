using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Gpio.Adapters;

namespace ChargerFirmware.Tests.Unit.HardwareGpio;

public sealed class LinuxBusesTests
{
    [Fact]
    public void A_chip_that_is_not_there_is_refused_by_its_name()
    {
        var refusal = Assert.ThrowsAny<Exception>(() => LinuxBuses.OpenGpio(new GpioBusOptions { Chip = 250 }));

        // Another machine has no library to ask.
        Assert.True(refusal is IOException ? refusal.Message.Contains("/dev/gpiochip250", StringComparison.Ordinal)
            : refusal is PlatformNotSupportedException or DllNotFoundException, refusal.ToString());
    }

    [Fact]
    public void A_label_that_no_chip_has_is_refused_by_its_name()
    {
        var refusal = Assert.ThrowsAny<Exception>(() => LinuxBuses.OpenGpio(new GpioBusOptions { Label = "no such chip" }));

        Assert.True(refusal is IOException ? refusal.Message.Contains("'no such chip'", StringComparison.Ordinal)
            : refusal is PlatformNotSupportedException or DllNotFoundException, refusal.ToString());
    }

    [Fact]
    public void A_line_that_is_not_there_is_refused()
    {
        var refusal = Assert.ThrowsAny<Exception>(() =>
        {
            using var device = LinuxBuses.OpenSpi(new SpiBusOptions { Controller = 250, ChipSelect = 0 });
            device.WriteByte(0);
        });

        Assert.True(refusal is IOException or PlatformNotSupportedException, refusal.ToString());
    }
}
