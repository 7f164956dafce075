using ChargerFirmware.Bench;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Telemetry.Mqtt.Configuration;

namespace ChargerFirmware.Tests.Scenarios.Telemetry;

/// <summary>What a broker retains of a station is what the station of today has, and no word of an earlier run.</summary>
public sealed class RetainedTests
{
    private const string Discovery = "homeassistant/";

    private readonly MemoryStore _store = new();

    [Fact]
    public void The_energy_of_a_session_is_never_booked_as_negative() => MqttStory.Run(story =>
    {
        foreach (var (topic, text) in story.Broker.Retained.Where(retained => retained.Key.StartsWith(Discovery, StringComparison.Ordinal)))
        {
            var config = System.Text.Json.JsonElement.Parse(text);
            if (config.TryGetProperty("device_class", out var kind) && kind.GetString() == "energy")
            {
                Assert.True(config.Text("state_class") == "total_increasing", topic);
            }
        }

        Assert.Contains("homeassistant/sensor/charger_EMU-0001/connector1_transaction_energyWh/config", story.Broker.Retained.Keys);
        return Task.CompletedTask;
    });

    [Fact]
    public void Discovery_that_is_switched_off_is_taken_back()
    {
        var left = Left(MqttStory.Settings, _store);
        Assert.True(left.Keys.Count(topic => topic.StartsWith(Discovery, StringComparison.Ordinal)) > 20);

        After(left, MqttStory.Settings with { DiscoveryPrefix = null }, _store, now =>
            Assert.DoesNotContain(now.Keys, topic => topic.StartsWith(Discovery, StringComparison.Ordinal)));
    }

    [Fact]
    public void Discovery_that_is_switched_off_is_taken_back_also_with_a_new_store() => After(
        Left(MqttStory.Settings, _store), MqttStory.Settings with { DiscoveryPrefix = null }, new MemoryStore(), now =>
            Assert.DoesNotContain(now.Keys, topic => topic.StartsWith(Discovery, StringComparison.Ordinal)));

    [Fact]
    public void Another_prefix_of_discovery_or_of_topics_or_another_form_leaves_nothing_behind()
    {
        var other = MqttStory.Settings with { DiscoveryPrefix = "ha", Prefix = "depot", Form = MqttForm.Values };
        After(Left(MqttStory.Settings, _store), other, _store, now =>
        {
            Assert.All(now.Keys, topic => Assert.Matches("^(ha|depot/EMU-0001)/", topic));
            Assert.DoesNotContain("depot/EMU-0001/status", now.Keys);
            Assert.Contains("depot/EMU-0001/status/status", now.Keys);
        });
    }

    [Fact]
    public void What_the_station_still_has_is_not_taken_away_for_a_moment()
    {
        var taken = new List<string>();
        After(Left(MqttStory.Settings, _store), MqttStory.Settings, _store, now => Assert.True(now.Count > 40), taken);

        Assert.DoesNotContain(taken, topic => topic.StartsWith(MqttStory.Root, StringComparison.Ordinal));
    }

    [Fact]
    public void A_broker_that_lets_nobody_write_there_is_no_trouble() => MqttStory.Run(
        async story =>
        {
            await story.RunAsync("wait 10m");
            Assert.True(story.Broker.On("homeassistant/sensor/charger_EMU-0001/status/config").Count <= 1);
        },
        MqttStory.Settings with { DiscoveryPrefix = null },
        prepare: broker => broker.Refusal = topic => topic.StartsWith(Discovery, StringComparison.Ordinal) ? "NotAuthorized" : null);

    /// <summary>What the broker retains after a run.</summary>
    private static Dictionary<string, string> Left(MqttSettings settings, IStationStore store)
    {
        Dictionary<string, string> left = [];
        MqttStory.Run(
            story =>
            {
                left = new Dictionary<string, string>(story.Broker.Retained);
                return Task.CompletedTask;
            },
            settings,
            store);
        return left;
    }

    private static void After(
        Dictionary<string, string> left, MqttSettings settings, IStationStore store, Action<IReadOnlyDictionary<string, string>> judge, List<string>? taken = null) =>
        MqttStory.Run(
            async story =>
            {
                await story.RunAsync("wait 10s");
                judge(story.Broker.Retained);
                taken?.AddRange(story.Broker.Taken.Where(message => message.Payload.IsEmpty).Select(message => message.Topic));
            },
            settings,
            store,
            prepare: broker => broker.Retain(left));
}
