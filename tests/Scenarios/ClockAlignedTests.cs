namespace ChargerFirmware.Tests.Scenarios;

/// <summary>The instants of ClockAlignedDataInterval when the clock is not as even as the timer.</summary>
public sealed class ClockAlignedTests
{
    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public void A_clock_that_is_corrected_a_little_brings_no_instant_twice_and_leaves_none_out(int seconds)
    {
        Story.Run(async story =>
        {
            await story.RunAsync("set ClockAlignedDataInterval 60\nexpect sent MeterValues connectorId=1 within 65s\nwait 1s");
            story.Bench.Station.Clock.Set(story.Bench.Station.Clock.UtcNow.AddSeconds(seconds));
            await story.RunAsync(
                """
                expect no sent MeterValues for 50s
                expect sent MeterValues connectorId=1 meterValue[0].timestamp=2026-01-05T08:02:00.000Z within 20s
                """);
        });
    }

    [Fact]
    public void A_clock_that_is_set_back_by_days_begins_the_grid_of_then()
    {
        Story.Run(async story =>
        {
            await story.RunAsync("set ClockAlignedDataInterval 60\nexpect sent MeterValues connectorId=1 within 65s\nwait 1s");
            story.Bench.Station.Clock.Set(story.Bench.Station.Clock.UtcNow.AddDays(-3));
            story.Bench.Station.Clock.Set(story.Bench.Station.Clock.UtcNow.AddDays(-3));
            await story.RunAsync("expect sent MeterValues connectorId=1 meterValue[0].timestamp=2026-01-02T08:02:00.000Z within 65s");
        });
    }
}
