using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>The days themselves are lived through by .ci/run; here stands that they would notice.</summary>
public sealed class RandomDayTests
{
    [Fact]
    public void A_day_that_goes_well_is_the_same_day_again()
    {
        Assert.Equal(Day(seed: 5), Day(seed: 5));
    }

    [Fact]
    public void A_meter_that_is_a_hundredth_off_spoils_the_days_account()
    {
        var broken = Assert.Throws<BenchException>(() => Day(seed: 5, bench =>
        {
            bench.Physical(1).Meter.ScaleError = 0.01;
            bench.Physical(2).Meter.ScaleError = 0.01;
        }));

        Assert.Contains("Wh flowed", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contactor_that_closes_by_itself_is_noticed()
    {
        var broken = Assert.Throws<BenchException>(() => Day(seed: 5, bench => bench.Restarted += () =>
            bench.Station.Connectors[0].Devices.Contactor.Close()));

        Assert.Contains("was commanded closed without a vehicle", broken.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Day(ulong seed, Action<Workbench>? plant = null) =>
        RandomDay.Run(seed, Boards.Load("emulated"), TimeSpan.FromHours(1), plant);
}
