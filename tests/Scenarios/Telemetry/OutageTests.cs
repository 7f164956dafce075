using System.Text.Json;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Telemetry.Mqtt.Topics;

namespace ChargerFirmware.Tests.Scenarios.Telemetry;

public sealed class OutageTests
{
    private const string Session = """
        connector 1
        plug
        swipe 04A1B2C3
        expect status Charging within 20s
        wait 3m
        swipe 04A1B2C3
        wait 20s
        unplug
        wait 20s
        """;

    private const string Fault = """
        emergency-stop press
        wait 10s
        emergency-stop release
        wait 2s
        emergency-stop acknowledge
        wait 10s
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_session_and_a_fault_inside_an_outage_of_ten_minutes_are_published_after_it(bool tookWhatWasUnderWay) => MqttStory.Run(async story =>
    {
        await story.RunAsync("connector 1\nplug\nswipe 04A1B2C3\nwait 30s");
        story.Broker.Stop(tookWhatWasUnderWay);
        await story.RunAsync("swipe 04A1B2C3\nwait 30s\nunplug 1\nwait 15s");
        await story.RunAsync($"{Session}\n{Fault}\nwait 5m");
        var before = story.Broker.Taken.Count;
        Assert.Equal("offline", story.Broker.Retained["charger/EMU-0001/availability"]);

        story.Broker.Start();
        await story.RunAsync("wait 70s");

        Assert.Equal(["1 begin", "1 end", "2 begin", "2 end"], story.Transactions(1));
        var faults = story.On("event/fault");
        Assert.Equal(["raised", "cleared"], faults.DistinctBy(message => message.Text("id")).Select(message => message.Text("event")));
        Assert.All(faults, message => Assert.Equal("emergency-stop", message.Text("fault")));

        // Nothing but the picture and the events: measurements did not pile up.
        var after = story.Broker.Taken.Skip(before).ToList();
        Assert.InRange(after.Count, 1, story.Broker.Retained.Count + 5 + 10);
        AssertPicture(story);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_event_that_is_under_way_when_the_broker_dies_is_published_again(bool tookWhatWasUnderWay) => MqttStory.Run(async story =>
    {
        await story.RunAsync("connector 1\nplug\nwait 5s");
        story.Broker.Delay = TimeSpan.FromSeconds(10);
        await story.RunAsync("swipe 04A1B2C3\nexpect status Charging within 10s\nwait 1s");
        story.Broker.Stop(tookWhatWasUnderWay);
        story.Broker.Delay = TimeSpan.FromMilliseconds(5);
        Assert.Equal(tookWhatWasUnderWay ? ["1 begin"] : [], story.Transactions(1));
        story.Broker.Start();
        await story.RunAsync("wait 10s");

        var ids = story.On("connector/1/event/transaction").Select(message => message.Text("id")).ToList();
        Assert.Equal(tookWhatWasUnderWay ? 2 : 1, ids.Count);
        Assert.Single(ids.Distinct());
    });

    [Fact]
    public void A_broker_that_has_forgotten_everything_has_the_whole_picture_again() => MqttStory.Run(async story =>
    {
        await story.RunAsync(Session);
        var known = story.Broker.Retained.Keys.ToList();
        story.Broker.Stop();
        story.Broker.Forget();
        await story.RunAsync("wait 10m");
        story.Broker.Start();
        await story.RunAsync("wait 70s");

        Assert.Equal(known, story.Broker.Retained.Keys);
        AssertPicture(story);
    });

    [Fact]
    public void The_power_fails_in_an_outage_and_no_event_is_lost() => MqttStory.Run(async story =>
    {
        await story.RunAsync("connector 1\nplug\nwait 5s");
        story.Broker.Stop();
        await story.RunAsync("swipe 04A1B2C3\nexpect status Charging within 20s\nwait 2m");
        story.Bench.CutPower();
        await story.RunAsync("wait 20s");
        story.Bench.Start();
        await story.RunAsync("wait 2m");
        story.Broker.Start();
        await story.RunAsync("wait 70s");

        Assert.Equal(["1 begin", "1 end"], story.Transactions(1));
        var end = story.On("connector/1/event/transaction")[^1];
        Assert.Equal("PowerLoss", end.Text("reason"));
        Assert.Equal(story.Bench.Csms!.Sessions.Of("EMU-0001").Single().MeterStopWh, end.GetProperty("meterWh").GetInt32());
        AssertPicture(story);
    });

    [Fact]
    public void A_fault_that_went_while_the_station_was_off_is_cleared_and_one_that_stayed_is_not_published_twice() => MqttStory.Run(async story =>
    {
        await story.RunAsync("emergency-stop press\ndoor open\nwait 10s");
        story.Bench.CutPower();
        story.Bench.Site.EmergencyStop!.Release();
        await story.RunAsync("wait 10s");
        story.Bench.Start();
        await story.RunAsync("wait 2m");

        var published = story.On("event/fault").DistinctBy(fault => fault.Text("id")).Select(fault => $"{fault.Text("fault")} {fault.Text("event")}");
        Assert.Equal(["emergency-stop raised", "door-open raised", "emergency-stop cleared"], published);
    });

    [Theory]
    [InlineData(CutBefore.Durable)]
    [InlineData(CutBefore.Sent)]
    public void No_step_of_the_store_is_one_to_lose_an_event_at(CutBefore before)
    {
        var steps = RunCut(int.MaxValue, before);
        Assert.InRange(steps, 5, 100);
        for (var step = 1; step <= steps; step++)
        {
            RunCut(step, before);
        }
    }

    /// <returns>How many commits the station asked for.</returns>
    private static int RunCut(int cutAt, CutBefore before)
    {
        var store = new CuttingStore(new MemoryStore(), cutAt, before);
        MqttStory.Run(
            async story =>
            {
                await story.RunAsync("connector 1\nplug\nwait 5s");
                store.Arm(() => story.Bench.Loop.Post(() =>
                {
                    story.Bench.CutPower();
                    store.Renew();
                    story.Bench.Start();
                }));
                await story.RunAsync("swipe 04A1B2C3\nwait 15s\nswipe 04A1B2C3\nwait 15s\nexpect link Operational within 2m\nwait 75s");
                var journaled = story.Bench.Csms!.Sessions.Of("EMU-0001").SelectMany(_ => (string[])["begin", "end"]);
                if (story.Bench.Connector(1).Transaction is not null)
                {
                    journaled = journaled.SkipLast(1);
                }

                Assert.Equal(journaled, story.Transactions(1).Select(message => message.Split(' ')[1]));
                Assert.Equal(0, story.Retained("telemetry").GetProperty("eventsWaiting").GetInt32());
            },
            store: store);
        return store.Commits;
    }

    /// <summary>Every retained topic of the table is there, and says how it is.</summary>
    private static void AssertPicture(MqttStory story)
    {
        Assert.Equal("online", story.Broker.Retained["charger/EMU-0001/availability"]);
        foreach (var topic in TopicTable.All.Where(topic => topic is { Retained: true, Kind: TopicKind.TopicPayload }))
        {
            foreach (var path in topic.Scope == TopicScope.Station ? [topic.Path] : new[] { $"connector/1/{topic.Path}", $"connector/2/{topic.Path}" })
            {
                Assert.Equal(topic.Fields.Select(field => field.Name), story.Retained(path).EnumerateObject().Select(field => field.Name));
            }
        }

        var connector = story.Bench.Connector(1);
        Assert.Equal(connector.Status.ToString(), story.Retained("connector/1/status").Text("status"));
        Assert.Equal(connector.IsPlugged, story.Retained("connector/1/status").GetProperty("plugged").GetBoolean());
        Assert.Equal(JsonValueKind.Null, story.Retained("connector/1/transaction").GetProperty("transaction").ValueKind);
        Assert.Equal(connector.Devices.Meter.Latest!.EnergyImportWh, story.Retained("connector/1/measurement").GetProperty("energyWh").GetInt64());
        Assert.Equal(0, story.Retained("telemetry").GetProperty("eventsWaiting").GetInt32());
        Assert.Equal(0, story.Retained("telemetry").GetProperty("eventsDropped").GetInt32());
    }
}
