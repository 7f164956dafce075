using ChargerFirmware.Station.Profiles;
using FsCheck;
using FsCheck.Fluent;

namespace ChargerFirmware.Tests.Unit.Station.SmartCharging;

public sealed class ForecastPropertyTests
{
    private const int Window = 90;

    [Fact]
    public void A_composite_schedule_says_for_each_second_what_the_rules_say()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(4000), Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var profiles = Enumerable.Range(0, random.Next(7)).Select(id => Profile(random, id)).ToList();
            var transactionSecond = random.Next(-100, 1);
            var schedule = new ScheduleForecast(new ProfileStack(profiles), [new ForecastConnector(1, Profiles.Socket(), Profiles.At(transactionSecond))])
                .Compose(1, Profiles.Beginning, Window, ChargingRateUnit.A, Window);

            var expected = Enumerable.Range(0, Window).Select(second => NaiveForecast.LimitAt(profiles, second, transactionSecond));
            var found = Enumerable.Range(0, Window).Select(second => schedule.Periods.Last(period => period.StartSeconds <= second).Limit);
            Assert.Equal(expected, found);
            Assert.Equal(Window, schedule.DurationSeconds);
            Assert.All(schedule.Periods.Zip(schedule.Periods.Skip(1)), pair => Assert.True(
                pair.First.Limit != pair.Second.Limit || pair.First.NumberPhases != pair.Second.NumberPhases));
        }));
    }

    private static ChargingProfile Profile(Random random, int id)
    {
        var purpose = (ProfilePurpose)random.Next(3);
        var kind = purpose == ProfilePurpose.ChargePointMaxProfile ? (ProfileKind)random.Next(2) : (ProfileKind)random.Next(3);
        var recurrency = kind == ProfileKind.Recurring ? (Recurrency)random.Next(2) : (Recurrency?)null;
        var round = recurrency == Recurrency.Weekly ? 604_800 : 86_400;
        var start = random.Next(-120, 90) - (recurrency is null ? 0 : random.Next(4) * round);
        var unit = (ChargingRateUnit)random.Next(2);
        return new ChargingProfile
        {
            Id = id,

            // A place in the stack is taken once: levels are given out with the ids.
            StackLevel = id,
            ConnectorId = purpose switch { ProfilePurpose.TxProfile => 1, ProfilePurpose.TxDefaultProfile => random.Next(2), _ => 0 },
            Purpose = purpose,
            Kind = kind,
            Recurrency = recurrency,
            ValidFrom = random.Next(4) == 0 ? Profiles.At(random.Next(-30, 60)) : null,
            ValidTo = random.Next(4) == 0 ? Profiles.At(random.Next(30, 120)) : null,
            Schedule = new ChargingSchedule
            {
                Unit = unit,
                Start = kind == ProfileKind.Relative ? null : Profiles.At(start),
                DurationSeconds = random.Next(2) == 0 ? random.Next(1, 200) : null,
                Periods = [.. Starts(random).Select(begins => new SchedulePeriod(
                    begins,
                    unit == ChargingRateUnit.A ? random.Next(0, 400) / 10m : random.Next(0, 250_000) / 10m,
                    random.Next(3) == 0 ? random.Next(1, 4) : null))],
            },
        };
    }

    private static IEnumerable<int> Starts(Random random)
    {
        var begins = 0;
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            yield return begins;
            begins += random.Next(1, 50);
        }
    }
}
