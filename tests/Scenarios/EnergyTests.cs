using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>Reported energy is what flowed, and the proof of it catches what is a thousandth off.</summary>
public sealed class EnergyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_meter_that_is_a_thousandth_off_is_caught(int connector)
    {
        AssertCaught(connector, bench => bench.Physical(connector).Meter.ScaleError = 0.001);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_meter_that_loses_one_second_is_caught(int connector)
    {
        AssertCaught(connector, bench => bench.Loop.Time.CreateTimer(
            _ => bench.Physical(connector).Meter.DropInterval(TimeSpan.FromSeconds(1)), null, TimeSpan.FromMinutes(15), Timeout.InfiniteTimeSpan));
    }

    /// <summary>Half an hour is enough for a thousandth: 5 Wh on AC, 50 Wh on DC.</summary>
    private const string HalfAnHour = """
        plug 1
        swipe 1 04A1B2C3
        connector 1
        expect status Charging within 20s
        plug 2 saloon soc 10
        swipe 2 04A1B2C4
        connector 2
        expect status Charging within 60s
        wait 30m
        swipe 1 04A1B2C3
        unplug 2
        expect energy reported = energy flowed
        """;

    [Fact]
    public void Healthy_meters_agree_with_what_flowed()
    {
        ScenarioRun.Run(Scenario.Parse("half-an-hour", HalfAnHour), seed: 1);
    }

    private static void AssertCaught(int connector, Action<Workbench> plant)
    {
        var refusal = Assert.Throws<BenchException>(() => ScenarioRun.Run(Scenario.Parse("half-an-hour", HalfAnHour), seed: 1, prepare: plant));

        Assert.Contains($"connector {connector}:", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Wh reported", refusal.Message, StringComparison.Ordinal);
    }
}
