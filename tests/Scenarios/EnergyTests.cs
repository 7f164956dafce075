using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Scenarios;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>Told energy is what flowed, and the proof of it catches what is a thousandth off.</summary>
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
            _ => bench.Physical(connector).Meter.DropInterval(TimeSpan.FromSeconds(1)), null, TimeSpan.FromMinutes(40), Timeout.InfiniteTimeSpan));
    }

    private static void AssertCaught(int connector, Action<Workbench> plant)
    {
        var refusal = Assert.Throws<BenchException>(() => ScenarioRun.Run(ScenarioTests.Load("two-hours"), seed: 1, prepare: plant));

        Assert.Contains($"connector {connector}:", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Wh told", refusal.Message, StringComparison.Ordinal);
    }
}
