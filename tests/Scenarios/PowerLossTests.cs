using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>What a station makes of a transaction that was cut short, by what it finds when it is back.</summary>
public sealed class PowerLossTests
{
    private const string Cut = """
        set MeterValueSampleInterval 30
        connector 1
        plug
        swipe 04A1B2C3
        expect status Charging within 20s
        wait 2m
        power off
        wait 20s
        """;

    [Fact]
    public void A_meter_that_was_changed_meanwhile_is_not_billed_by()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Cut);
            await story.RunAsync("meter 1 replace OTHER 200000\npower on\nexpect sent StopTransaction reason=PowerLoss within 2m\nwait 1s");

            var reported = Reported(story);
            Assert.InRange(reported.MeterStopWh!.Value - reported.MeterStartWh, 300, (int)story.Bench.FlowedWh(1));
        });
    }

    [Fact]
    public void A_meter_that_has_run_back_is_not_billed_by()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Cut);
            await story.RunAsync("meter 1 replace 1 5\npower on\nexpect sent StopTransaction reason=PowerLoss within 2m\nwait 1s");

            Assert.InRange(Reported(story).EnergyWh!.Value, 300, (int)story.Bench.FlowedWh(1));
        });
    }

    [Fact]
    public void A_slow_meter_is_waited_for_and_billed_by()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Cut);
            await story.RunAsync(
                """
                fault 1 meter-silent
                power on
                expect link Operational within 60s
                expect no sent StopTransaction for 30s
                clear 1 meter-silent
                expect sent StopTransaction reason=PowerLoss within 20s
                wait 1s
                expect energy reported = energy flowed
                """);
        });
    }

    [Fact]
    public void Its_time_is_the_last_at_which_it_was_known_to_run()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Cut);
            var cutAt = story.Bench.Loop.Time.GetUtcNow().AddSeconds(-20);
            await story.RunAsync("wait 30m\npower on\nexpect sent StopTransaction reason=PowerLoss within 2m\nwait 1s");

            Assert.InRange(Reported(story).StopTime!.Value, cutAt.AddSeconds(-10.5), cutAt);
        });
    }

    [Fact]
    public void A_contactor_that_is_found_closed_is_a_weld_and_nothing_that_flows_is_billed()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Cut.Replace("power off", "fault 1 contactor-welded\npower off", StringComparison.Ordinal));
            var flowed = story.Bench.FlowedWh(1);
            await story.RunAsync(
                """
                power on
                expect sent StopTransaction reason=PowerLoss within 2m
                expect status Faulted within 60s
                expect error PowerSwitchFailure
                wait 5m
                """);

            Assert.InRange(Reported(story).EnergyWh!.Value, 300, (int)flowed);
        });
    }

    [Fact]
    public void A_reason_that_was_known_before_the_cut_stays_the_reason()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Cut.Replace("power off", "remote-stop\nwait 100ms\npower off", StringComparison.Ordinal));
            await story.RunAsync("power on\nexpect sent StopTransaction reason=Remote within 2m\nwait 1s\nexpect energy reported = energy flowed");
        });
    }

    [Theory]
    [InlineData("clock behind 20000d")]
    [InlineData("clock ahead 400d")]
    public void What_a_wrong_clock_has_stamped_is_put_right_before_it_is_sent(string clock)
    {
        Story.Run(async story =>
        {
            await story.RunAsync(
                $"""
                set AllowOfflineTxForUnknownId true
                set StopTxnSampledData Energy.Active.Import.Register
                power off
                link cut
                {clock}
                power on
                connector 1
                wait 20s
                plug
                swipe 04A1B2C3
                expect status Charging within 20s
                """);
            var began = story.Bench.Loop.Time.GetUtcNow();
            await story.RunAsync("wait 3m\nlink restore\nexpect sent MeterValues within 3m\nwait 2m\nswipe 04A1B2C3\nexpect sent StopTransaction within 20s\nwait 1s");

            var reported = Reported(story);
            Assert.InRange(reported.StartTime, began.AddSeconds(-10), began);
            Assert.InRange(reported.StopTime!.Value, story.Bench.Loop.Time.GetUtcNow().AddSeconds(-20), story.Bench.Loop.Time.GetUtcNow());
            Assert.All(
                story.Bench.CentralSystem.Store.Samples(reported.Id),
                sample => Assert.InRange(sample.Time, reported.StartTime, reported.StopTime.Value));
            await story.RunAsync("expect energy reported = energy flowed\nexpect violations none");
        });
    }

    [Fact]
    public void A_computer_without_a_battery_begins_where_its_clock_was_not_in_the_past()
    {
        Story.Run(async story =>
        {
            await story.RunAsync("clock behind 20000d\nwait 2h\nlink cut\npower off\nwait 10m\npower on\nwait 1s");

            var behind = story.Bench.Loop.Time.GetUtcNow() - story.Bench.Station.Clock.UtcNow;
            Assert.InRange(behind, TimeSpan.Zero, TimeSpan.FromHours(1.2));
        });
    }

    private static SessionRecord Reported(Story story)
    {
        var reported = Assert.Single(story.Bench.Csms!.Sessions.Of(story.Bench.StationId));
        Assert.NotNull(reported.StopTime);
        return reported;
    }
}
