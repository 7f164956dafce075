using System.Device.Spi;

namespace ChargerFirmware.Tests.Unit.Packages;

public sealed class SpiDeviceTests
{
    [Fact]
    public void Settings_start_with_mode_0_and_half_a_megahertz()
    {
        var settings = new SpiConnectionSettings(1, 2);

        Assert.Equal((1, 2, SpiMode.Mode0, 8, 500_000, DataFlow.MsbFirst), (
            settings.BusId, settings.ChipSelectLine, settings.Mode, settings.DataBitLength, settings.ClockFrequency, settings.DataFlow));
    }

    [Fact]
    public void A_device_that_is_not_there_is_refused()
    {
        // It opens on the first transfer.
        var refusal = Assert.ThrowsAny<Exception>(() =>
        {
            using var device = SpiDevice.Create(new SpiConnectionSettings(250, 250));
            device.WriteByte(0);
        });

        Assert.True(refusal is IOException or PlatformNotSupportedException, refusal.ToString());
    }
}
