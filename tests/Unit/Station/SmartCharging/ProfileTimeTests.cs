using ChargerFirmware.Station.Profiles;
using static ChargerFirmware.Tests.Unit.Station.SmartCharging.Profiles;

namespace ChargerFirmware.Tests.Unit.Station.SmartCharging;

public sealed class ProfileTimeTests
{
    private const int Day = 86_400;

    [Theory]
    [InlineData(-0.001, null)]
    [InlineData(0, 16)]
    [InlineData(59.999, 16)]
    [InlineData(60, 8)]
    [InlineData(89.999, 8)]
    [InlineData(90, null)]
    public void A_period_holds_from_its_start_to_the_next(double seconds, int? expected)
    {
        Assert.Equal(expected, Limit(Max((0, 16), (60, 8)).For(90), seconds));
    }

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, 16)]
    [InlineData(19.9, 16)]
    [InlineData(20, null)]
    public void Validity_begins_with_validFrom_and_is_over_at_validTo(double seconds, int? expected)
    {
        Assert.Equal(expected, Limit(Max((0, 16)) with { ValidFrom = At(10), ValidTo = At(20) }, seconds));
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(100, 8)]
    [InlineData(200, null)]
    [InlineData(Day, 16)]
    [InlineData((3 * Day) + 60, 8)]
    [InlineData((3 * Day) + 120, null)]
    public void A_daily_profile_begins_anew_every_day(double seconds, int? expected)
    {
        Assert.Equal(expected, Limit(Max((0, 16), (60, 8)).For(120).Every(Recurrency.Daily), seconds));
    }

    [Fact]
    public void A_weekly_profile_lasts_a_week_at_most()
    {
        var profile = Max((0, 16), (7 * Day, 99)).Every(Recurrency.Weekly);

        Assert.Equal(16, Limit(profile, (14 * Day) - 1));
        Assert.Equal(16, Limit(profile, 14 * Day));
        Assert.Equal(At(7 * Day), ProfileTime.NextChange(profile, At(5), Beginning));
    }

    [Fact]
    public void A_relative_profile_counts_from_the_transaction()
    {
        var profile = TxDefault(1, (0, 16), (60, 8)).Relative();

        Assert.Equal(16, ProfileTime.LimitAt(profile, At(559), At(500))?.Value);
        Assert.Equal(8, ProfileTime.LimitAt(profile, At(560), At(500))?.Value);
        Assert.Equal(At(560), ProfileTime.NextChange(profile, At(520), At(500)));
    }

    [Fact]
    public void What_begins_nowhere_begins_with_the_transaction_or_now()
    {
        var now = At(1234);

        Assert.Equal(ProfileKind.Relative, WithoutStart(TxDefault(1, (0, 16))).Anchored(now).Kind);
        Assert.Equal(now, WithoutStart(Max((0, 16))).Anchored(now).Schedule.Start);
        Assert.Equal(now, WithoutStart(TxDefault(1, (0, 16)).Every(Recurrency.Daily)).Anchored(now).Schedule.Start);
        Assert.Equal(Beginning, Max((0, 16)).Anchored(now).Schedule.Start);
    }

    private static ChargingProfile WithoutStart(ChargingProfile profile) => profile with { Schedule = profile.Schedule with { Start = null } };

    private static decimal? Limit(ChargingProfile profile, double seconds) => ProfileTime.LimitAt(profile, At(seconds), Beginning)?.Value;
}
