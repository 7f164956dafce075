using ChargerFirmware.Station.Profiles;
using static ChargerFirmware.Tests.Unit.Station.SmartCharging.Profiles;

namespace ChargerFirmware.Tests.Unit.Station.SmartCharging;

public sealed class ForecastTests
{
    [Fact]
    [Trait("Octt", "TC_066_CS")]
    public void Three_purposes_come_together()
    {
        var schedule = Compose(1, 400,
            Max((0, 10)).For(86_400),
            TxDefault(1, (0, 6), (60, 10), (120, 8), (180, 25), (260, 8)).For(300),
            Tx(1, (0, 8), (50, 11), (140, 16), (200, 6), (240, 12)).For(260));

        Assert.Equal("0:8 50:10 200:6 240:10 260:8 300:10", Text(schedule));
        Assert.Equal(400, schedule.DurationSeconds);
        Assert.Equal(Beginning, schedule.Start);
        Assert.Equal(ChargingRateUnit.A, schedule.Unit);
    }

    [Fact]
    [Trait("Octt", "TC_072_CS")]
    public void A_schedule_that_is_over_falls_back_to_the_level_below()
    {
        var schedule = Compose(1, 350,
            TxDefault(1, (0, 6), (50, 5), (100, 8), (200, 10)).For(400),
            TxDefault(1, (0, 7), (100, 9)).For(150).Level(1));

        Assert.Equal("0:7 100:9 150:8 200:10", Text(schedule));
    }

    [Fact]
    public void A_profile_of_the_connector_goes_before_one_of_the_station_whatever_their_levels()
    {
        Assert.Equal("0:16 60:9", Text(Compose(1, 100, TxDefault(0, (0, 9)).Level(5), TxDefault(1, (0, 16)).For(60))));
    }

    [Fact]
    public void Nothing_installed_leaves_the_outlet()
    {
        Assert.Equal("0:32", Text(Compose(1, 100)));
        Assert.Equal("0:120000", Text(Compose(2, 100)));
    }

    [Fact]
    public void A_cable_bounds_too()
    {
        var schedule = new ScheduleForecast(new ProfileStack([]), [new ForecastConnector(1, Socket(), Beginning, CableLimitA: 13)])
            .Compose(1, Beginning, 60, null, 10);

        Assert.Equal("0:13", Text(schedule));
    }

    [Fact]
    public void The_station_schedule_is_what_all_take_together_and_not_more_than_it_may()
    {
        Assert.Equal("0:20 60:38", Text(Compose(0, 100, Max((0, 20), (60, 200)), TxDefault(1, (0, 8)), TxDefault(2, (0, 30)))));
        Assert.Equal("0:13800", Text(Compose(0, 100, ChargingRateUnit.W, Max((0, 20)))));
    }

    [Fact]
    public void Watts_are_cut_to_a_tenth_of_an_ampere_and_never_reported_higher()
    {
        Assert.Equal("0:15.9", Text(Compose(1, 100, ChargingRateUnit.A, TxDefault(1, (0, 11_000)).In(ChargingRateUnit.W))));
        Assert.Equal("0:11000", Text(Compose(1, 100, TxDefault(1, (0, 11_000)).In(ChargingRateUnit.W))));
    }

    [Fact]
    public void Equal_neighbours_are_one_period()
    {
        Assert.Equal("0:10 120:12", Text(Compose(1, 200, Max((0, 10), (60, 10), (120, 12)))));
    }

    [Fact]
    public void A_change_between_two_seconds_is_reported_at_the_later()
    {
        Assert.Equal("0:32 1:10 31:12", Text(Compose(1, 200, Max((0, 10), (30, 12)).From(0.4))));
    }

    [Fact]
    public void A_recurring_profile_without_end_ends_with_the_periods_there_is_room_for()
    {
        var schedule = new ScheduleForecast(new ProfileStack([Max((0, 10), (43_200, 12)).Every(Recurrency.Daily)]), [new ForecastConnector(1, Socket(), Beginning)])
            .Compose(1, Beginning, int.MaxValue, null, 5);

        Assert.Equal(5, schedule.Periods.Count);
        Assert.Equal(5 * 43_200, schedule.DurationSeconds);
    }

    [Fact]
    public void Years_that_no_clock_reaches_do_no_harm()
    {
        var far = Max((0, 10)).For(int.MaxValue);
        far = far with { Schedule = far.Schedule with { Start = DateTimeOffset.MaxValue.AddSeconds(-1) } };

        Assert.Equal("0:32", Text(Compose(1, 100, far, TxDefault(1, (0, 40)).For(int.MaxValue))));
        Assert.Null(ProfileTime.NextChange(far, DateTimeOffset.MaxValue.AddSeconds(-1), Beginning));
    }

    private static CompositeSchedule Compose(int connectorId, int durationSeconds, params ChargingProfile[] profiles) =>
        Compose(connectorId, durationSeconds, null, profiles);

    private static CompositeSchedule Compose(int connectorId, int durationSeconds, ChargingRateUnit? unit, params ChargingProfile[] profiles) =>
        new ScheduleForecast(
            new ProfileStack(profiles),
            [new ForecastConnector(1, Socket(), Beginning), new ForecastConnector(2, Dc(), Beginning)])
        .Compose(connectorId, Beginning, durationSeconds, unit, 24);

    private static string Text(CompositeSchedule schedule) =>
        string.Join(' ', schedule.Periods.Select(period => FormattableString.Invariant($"{period.StartSeconds}:{period.Limit:0.#}")));
}
