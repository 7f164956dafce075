using ChargerFirmware.Hardware.Gpio;
using ChargerFirmware.Hardware.Gpio.Doors;

namespace ChargerFirmware.Tests.Unit.HardwareGpio;

public sealed class LinuxBusesTests
{
    [Fact]
    public void A_chip_that_is_not_there_is_refused()
    {
        var refusal = Assert.ThrowsAny<Exception>(() => LinuxBuses.OpenGpio(new GpioBusOptions { Chip = 250 }));

        Assert.True(refusal is IOException or PlatformNotSupportedException, refusal.ToString());
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
