using System.Device.Gpio;

namespace ChargerFirmware.Tests.Unit.StandIns.Gpio;

public sealed class PinValueTests
{
    [Fact]
    public void Any_number_but_zero_is_high()
    {
        Assert.Equal(PinValue.High, (PinValue)7);
        Assert.Equal(PinValue.Low, (PinValue)0);
        Assert.Equal(PinValue.High, (PinValue)true);
        Assert.Equal(1, (int)PinValue.High);
        Assert.Equal((byte)0, (byte)PinValue.Low);
        Assert.True((bool)PinValue.High);
    }

    [Fact]
    public void A_level_has_an_opposite_and_a_name()
    {
        Assert.Equal(PinValue.Low, !PinValue.High);
        Assert.True(PinValue.Low != PinValue.High);
        Assert.Equal("High", PinValue.High.ToString());
        Assert.Equal("Low", default(PinValue).ToString());
    }

    [Fact]
    public void A_pair_can_be_taken_apart()
    {
        var (pin, value) = new PinValuePair(5, PinValue.High);

        Assert.Equal((5, PinValue.High), (pin, value));
    }
}
