using ChargerFirmware.Telemetry.Mqtt.Configuration;

namespace ChargerFirmware.Tests.Scenarios.Telemetry;

public sealed class RateTests
{
    private const string Charge = "connector 1\nplug\nswipe 04A1B2C3\nexpect status Charging within 20s";

    [Fact]
    public void What_does_not_change_is_not_published() => MqttStory.Run(async story =>
    {
        await story.RunAsync("wait 1m");
        var before = story.Broker.Taken.Count;
        await story.RunAsync("wait 30m");

        Assert.Equal(before, story.Broker.Taken.Count);
    });

    [Fact]
    public void Measurements_are_published_once_a_period_and_a_status_at_once() => MqttStory.Run(async story =>
    {
        await story.RunAsync(Charge);
        var before = story.On("connector/1/measurement").Count;
        await story.RunAsync("wait 10m");
        Assert.InRange(story.On("connector/1/measurement").Count - before, 100, 121);

        await story.RunAsync("ev suspend\nexpect status SuspendedEV within 20s\nwait 100ms");
        Assert.Equal("SuspendedEV", story.Retained("connector/1/status").Text("status"));
    });

    [Fact]
    public void A_value_within_its_dead_band_waits_for_the_minute() => MqttStory.Run(
        async story =>
        {
            // 11 kW count 3 Wh a second: beyond the band of 10 Wh every fourth look.
            await story.RunAsync(Charge + "\nwait 1m");
            var before = story.On("connector/1/measurement").Count;
            await story.RunAsync("wait 10m");
            Assert.InRange(story.On("connector/1/measurement").Count - before, 130, 170);
        },
        MqttStory.Settings with { Period = TimeSpan.FromSeconds(1) });

    [Fact]
    public void Values_one_by_one_say_what_objects_say() => MqttStory.Run(
        async story =>
        {
            await story.RunAsync(Charge + "\nwait 1m");
            string Value(string topic) => story.Broker.Retained[$"{MqttStory.Root}/connector/1/{topic}"];
            Assert.Equal(("Charging", "true", "[]", "11040"), (Value("status/status"), Value("status/plugged"), Value("status/faults"), Value("measurement/powerW")));
            Assert.DoesNotContain($"{MqttStory.Root}/connector/1/measurement/socPercent", story.Broker.Retained.Keys);
            Assert.DoesNotContain($"{MqttStory.Root}/connector/1/status", story.Broker.Retained.Keys);

            await story.RunAsync("swipe 04A1B2C3\nwait 20s");
            Assert.DoesNotContain($"{MqttStory.Root}/connector/1/transaction/energyWh", story.Broker.Retained.Keys);
        },
        MqttStory.Settings with { Form = MqttForm.Values });
}
