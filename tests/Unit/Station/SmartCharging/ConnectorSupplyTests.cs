using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Station.Profiles;
using static ChargerFirmware.Station.Profiles.ChargingRateUnit;
using static ChargerFirmware.Tests.Unit.Station.SmartCharging.Profiles;

namespace ChargerFirmware.Tests.Unit.Station.SmartCharging;

public sealed class ConnectorSupplyTests
{
    [Theory]
    [InlineData(3, null, 0, 16)]
    [InlineData(3, 1, 0, 48)]
    [InlineData(3, 1, 3, 16)]
    [InlineData(3, 2, 1, 24)]
    [InlineData(1, null, 0, 48)]
    [InlineData(1, 3, 0, 48)]
    public void A_power_is_divided_by_the_phases_that_carry_it(int phases, int? numberPhases, int inUse, int amperes)
    {
        Assert.Equal(amperes, Socket(phases).Convert(new RateLimit(11_040, W, numberPhases), A, inUse));
    }

    [Fact]
    public void Amperes_stay_as_they_are_given_however_many_phases_there_are()
    {
        Assert.Equal(16, Socket(1).Convert(new RateLimit(16, A, 3), A));
        Assert.Equal(16, Socket().Convert(new RateLimit(16, A, 1), A));
    }

    [Fact]
    public void Amperes_of_a_DC_connector_are_the_supplys_or_the_outlets_as_the_board_says()
    {
        var atOutput = Dc() with { Reference = CurrentReference.Output, ReferenceVoltageV = 800 };

        Assert.Equal(6_900, Dc().Convert(new RateLimit(10, A), W));
        Assert.Equal(8_000, atOutput.Convert(new RateLimit(10, A), W));
        Assert.Equal(6_900, atOutput.ConvertAtSupply(new RateLimit(10, A), W));
        Assert.Equal(8.625m, atOutput.ConvertFromSupply(new RateLimit(10, A), A));
        Assert.Equal(10, Dc().ConvertFromSupply(new RateLimit(10, A), A));
    }
}
