using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>What becomes of transactions, statuses and reservations when the clock that the central system gives is put right, once or often.</summary>
public sealed class ClockStepTests
{
    private const string Charge = """
        set MeterValueSampleInterval 60
        set ClockAlignedDataInterval 60
        set StopTxnSampledData Energy.Active.Import.Register
        set StopTxnAlignedData Energy.Active.Import.Register
        connector 1
        plug
        swipe 04A1B2C3
        expect status Charging within 20s
        """;

    /// <summary>One line a step: the central system's clock from then on.</summary>
    public static TheoryData<string> Steps => new(
        "ahead 1h|ahead 0s",
        "behind 1h|ahead 0s",
        "ahead 7m|behind 7m|ahead 3s|ahead 0s",
        "ahead 23h|behind 23h|ahead 23h",
        "behind 9000d|ahead 0s",
        "ahead 400d|ahead 0s|behind 1h|ahead 400d");

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_transaction_is_as_long_as_it_was_and_its_stamps_are_in_order(string steps)
    {
        Story.Run(async story =>
        {
            await story.RunAsync(Charge);
            var began = story.Bench.Loop.Time.GetUtcNow();
            foreach (var step in steps.Split('|'))
            {
                await story.RunAsync($"central-clock {step}\ntrigger Heartbeat\nwait 10s\ntrigger Heartbeat\nwait 150s\ntrigger MeterValues 1\nwait 1s");
            }

            await story.RunAsync("swipe 04A1B2C3\nexpect sent StopTransaction within 20s\nwait 1s");
            var lasted = story.Bench.Loop.Time.GetUtcNow() - began;

            var reported = Reported(story);
            Assert.InRange(reported.StopTime!.Value - reported.StartTime, lasted - TimeSpan.FromSeconds(10), lasted + TimeSpan.FromSeconds(10));
            AssertInOrder(story, reported);
            Assert.True(Sent(story, reported).Select(sample => sample.Time).Distinct().Count() >= 2 * steps.Split('|').Length);
            await story.RunAsync("expect violations none");
        });
    }

    /// <summary>While the meter is read, the clock may move: the instant that is sampled is one of the clock as it was.</summary>
    [Fact]
    public void A_clock_that_is_set_while_an_aligned_sample_is_taken_does_not_move_it()
    {
        Story.Run(async story =>
        {
            await story.RunAsync($"{Charge}\nset ClockAlignedDataInterval 1");
            var began = story.Bench.Loop.Time.GetUtcNow();
            for (var step = 0; step < 60; step++)
            {
                await story.RunAsync($"central-clock ahead {(step % 2 == 0 ? "2h" : "0s")}\ntrigger Heartbeat\nwait 230ms");
            }

            await story.RunAsync("swipe 04A1B2C3\nexpect sent StopTransaction within 20s\nwait 1s");
            var lasted = story.Bench.Loop.Time.GetUtcNow() - began;

            var reported = Reported(story);
            Assert.InRange(reported.StopTime!.Value - reported.StartTime, lasted - TimeSpan.FromSeconds(10), lasted + TimeSpan.FromSeconds(10));
            AssertInOrder(story, reported);
        });
    }

    [Theory]
    [InlineData("ahead 1h", "ahead 0s")]
    [InlineData("ahead 0s", "ahead 1h")]
    public void A_transaction_sent_from_a_queue_keeps_its_length_when_the_clock_moves_meanwhile(string before, string after)
    {
        Story.Run(async story =>
        {
            await story.RunAsync($"central-clock {before}\ntrigger Heartbeat\nwait 5s\n{Charge}\nlink cut\nwait 5m");
            await story.RunAsync($"central-clock {after}\nlink restore\nexpect link Operational within 10m\ntrigger Heartbeat\nwait 5m");
            await story.RunAsync("swipe 04A1B2C3\nexpect sent StopTransaction within 20s\nwait 1s");

            var reported = Reported(story);
            Assert.InRange(reported.StopTime!.Value - reported.StartTime, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(21));
            AssertInOrder(story, reported);
        });
    }

    [Fact]
    public void A_transaction_that_a_power_cut_ends_does_not_end_before_its_last_sample()
    {
        Story.Run(async story =>
        {
            await story.RunAsync($"central-clock ahead 1h\ntrigger Heartbeat\nwait 5s\n{Charge}\nwait 3m\ncentral-clock ahead 0s\ntrigger Heartbeat\nwait 61s");
            await story.RunAsync("power off\nwait 5m\nclock behind 20d\npower on\nexpect sent StopTransaction reason=PowerLoss within 2m\nwait 1s");

            var reported = Reported(story);
            Assert.InRange(reported.StopTime!.Value - reported.StartTime, TimeSpan.FromSeconds(240), TimeSpan.FromSeconds(275));
            AssertInOrder(story, reported);
        });
    }

    [Fact]
    public void A_reservation_that_ran_out_meanwhile_is_not_corrected_twice()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(
                """
                reserve 7 1 04A1B2C3 for 5m
                expect sent StatusNotification connectorId=1 status=Reserved within 5s
                link cut
                clock behind 20d
                power off
                wait 7m
                power on
                wait 10s
                link restore
                expect answered BootNotification status=Accepted within 10m
                """);
            var now = story.Bench.Loop.Time.GetUtcNow();
            await story.RunAsync("expect sent StatusNotification connectorId=1 status=Available within 20s\nwait 1s");

            Assert.InRange(story.Bench.AtCentralSystem().Connector(1)!.Timestamp!.Value, now.AddMinutes(-2), now.AddSeconds(1));
        });
    }

    [Fact]
    public void A_reservation_does_not_outlive_a_power_cut_in_the_first_hour()
    {
        Story.Run(async story => await story.RunAsync(
            """
            wait 20m
            reserve 7 1 04A1B2C3 for 10m
            expect status Reserved within 5s
            wait 8m
            link cut
            clock behind 20d
            power cycle
            wait 1s
            expect status Reserved within 5s
            wait 4m
            expect status Available within 5s
            """));
    }

    [Theory]
    [InlineData(73 * 365)]
    [InlineData(400)]
    [InlineData(-300)]
    [InlineData(-56 * 365)]
    [InlineData(-26 * 365)]
    [InlineData(-2025 * 365)]
    [InlineData(7900 * 365)]
    public void A_boot_answer_years_off_is_not_believed_alone(int days)
    {
        Story.Run(async story =>
        {
            story.Bench.Csms!.Clock.Error = TimeSpan.FromDays(days);
            story.Bench.Csms.MessageTraced += message =>
                story.Bench.Csms.Clock.Error = message.Action == "Heartbeat" ? TimeSpan.Zero : story.Bench.Csms.Clock.Error;
            await story.RunAsync("power cycle\nexpect answered BootNotification within 60s\nexpect sent StatusNotification connectorId=1 within 20s\nwait 1s");

            var now = story.Bench.Loop.Time.GetUtcNow();
            Assert.InRange(story.Bench.Station.Clock.UtcNow, now.AddSeconds(-2), now.AddSeconds(2));
            Assert.InRange(story.Bench.AtCentralSystem().Connector(1)!.Timestamp!.Value, now.AddSeconds(-20), now);
        });
    }

    [Theory]
    [InlineData("ahead 26645d")]
    [InlineData("behind 9700d")]
    public void A_time_that_cannot_be_is_never_believed(string error)
    {
        Story.Run(async story =>
        {
            await story.RunAsync($"central-clock {error}\npower cycle\nexpect link Operational within 60s\nwait 3h");

            var now = story.Bench.Loop.Time.GetUtcNow();
            Assert.InRange(story.Bench.Station.Clock.UtcNow, now.AddSeconds(-2), now.AddSeconds(2));
            Assert.InRange(story.Bench.Frames.From(0).Count(entry => entry.Frame is { IsSent: true, Action: "Heartbeat" }), 30, 45);
        });
    }

    [Fact]
    public void A_time_a_month_off_is_believed_when_a_heartbeat_agrees()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(
                """
                central-clock ahead 30d
                power cycle
                expect answered BootNotification within 60s
                expect next sent StatusNotification within 20s
                wait 1s
                """);

            var central = story.Bench.Csms!.Clock.UtcNow;
            Assert.InRange(story.Bench.Station.Clock.UtcNow, central.AddSeconds(-2), central.AddSeconds(2));
            Assert.InRange(story.Bench.AtCentralSystem().Connector(1)!.Timestamp!.Value, central.AddSeconds(-20), central);
        });
    }

    [Fact]
    public void A_status_that_is_sent_again_is_stamped_by_the_clock_as_it_is_now()
    {
        Story.Run(async story =>
        {
            await story.RunAsync("central-clock ahead 2h\ntrigger Heartbeat\nwait 5s\nconnector 1\nplug\nexpect sent StatusNotification connectorId=1 status=Preparing within 20s");
            var began = story.Bench.Loop.Time.GetUtcNow();
            await story.RunAsync("central-clock ahead 0s\ntrigger Heartbeat\nwait 5s\ntrigger StatusNotification 1\nwait 2s");

            Assert.InRange(story.Bench.AtCentralSystem().Connector(1)!.Timestamp!.Value, began.AddSeconds(-5), began);
        });
    }

    [Fact]
    public void What_was_logged_before_the_first_time_is_found_by_the_time_it_was()
    {
        Story.Run(async story =>
        {
            await story.RunAsync(
                """
                link cut
                clock behind 20d
                power off
                wait 3h
                power on
                wait 2m
                link restore
                expect link Operational within 10m
                wait 1s
                """);

            var window = new DiagnosticsWindow(From: story.Bench.Loop.Time.GetUtcNow().AddMinutes(-13));
            var found = story.Bench.Station.Diagnostics.Sources.SelectMany(source => source.Collect(window))
                .ToDictionary(entry => entry.Name, entry => entry.Text);
            Assert.Contains("BootNotification", found["frames.txt"], StringComparison.Ordinal);
            Assert.Contains("was not reached", found["log.txt"], StringComparison.Ordinal);
        });
    }

    private static SessionRecord Reported(Story story) => Assert.Single(story.Bench.Csms!.Sessions.Of(story.Bench.StationId));

    private static void AssertInOrder(Story story, SessionRecord reported)
    {
        AssertInOrder(reported, Sent(story, reported));
        AssertInOrder(reported, story.Bench.CentralSystem.Store.Samples(reported.Id).Where(sample => sample.IsTransactionData));
    }

    private static IEnumerable<MeterSample> Sent(Story story, SessionRecord reported) =>
        story.Bench.CentralSystem.Store.Samples(reported.Id).Where(sample => !sample.IsTransactionData);

    private static void AssertInOrder(SessionRecord reported, IEnumerable<MeterSample> samples)
    {
        var before = reported.StartTime;
        foreach (var sample in samples.Where(sample => sample.Context != "Trigger"))
        {
            Assert.InRange(sample.Time, before, reported.StopTime!.Value);
            before = sample.Time;
        }
    }
}
