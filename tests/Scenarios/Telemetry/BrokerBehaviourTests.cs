using System.Text;
using ChargerFirmware.Bench;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Telemetry.Mqtt.Connection;

namespace ChargerFirmware.Tests.Scenarios.Telemetry;

/// <summary>Whatever the broker does, the station does what it does without one: the same frames, contactors and instants.</summary>
public sealed class BrokerBehaviourTests
{
    private const string Day = """
        connector 1
        plug
        swipe 04A1B2C3
        expect status Charging within 20s
        wait 4m
        fault 1 meter-silent for 30s
        wait 2m
        unplug
        wait 20s
        connector 2
        plug compact soc 30
        swipe 04A1B2C4
        expect status Charging within 60s
        wait 5m
        swipe 04A1B2C4
        wait 30s
        """;

    private static readonly Lazy<IReadOnlyList<string>> Alone = new(() =>
    {
        List<string> lines = [];
        Story.Run(async story =>
        {
            await story.RunAsync(Day);
            lines = [.. story.Bench.Transcript.Lines];
        });
        return lines;
    });

    [Fact]
    public void A_healthy_broker_changes_nothing() => AssertUnmoved(_ => { });

    [Fact]
    public void A_broker_that_is_down_changes_nothing() => AssertUnmoved(
        story => story.Broker.Stop(),
        story => Assert.InRange(story.Broker.Dials, 8, 25));

    [Fact]
    public void A_broker_that_answers_after_minutes_changes_nothing_and_nothing_piles_up() => AssertUnmoved(
        story => story.Broker.Delay = TimeSpan.FromMinutes(3),
        story =>
        {
            Assert.InRange(story.Broker.MostUnderWay, 1, 5);
            Assert.Equal("1 begin", story.Transactions(1)[0]);
        });

    [Fact]
    public void A_broker_that_never_answers_is_left_and_dialled_again() => AssertUnmoved(
        story => story.Broker.Delay = TimeSpan.FromHours(5),
        story =>
        {
            Assert.InRange(story.Broker.MostUnderWay, 1, 5);
            Assert.Equal(2, story.Broker.Dials);
        });

    [Fact]
    public void A_broker_that_is_full_changes_nothing_and_gets_the_events_when_there_is_room() => AssertUnmoved(
        story => story.Broker.Refusal = _ => "QuotaExceeded",
        async story =>
        {
            Assert.Empty(story.Transactions(1));
            story.Broker.Refusal = _ => null;
            await story.RunAsync("wait 2m");
            Assert.Equal(["1 begin", "1 end"], story.Transactions(1));
            Assert.Equal(["2 begin", "2 end"], story.Transactions(2));
            Assert.Equal("online", story.Broker.Retained["charger/EMU-0001/availability"]);
            Assert.Equal(0, story.Retained("telemetry").GetProperty("eventsWaiting").GetInt32());
        });

    [Fact]
    public void A_broker_that_refuses_faults_only_gets_the_transactions() => AssertUnmoved(
        story => story.Broker.Refusal = topic => topic.EndsWith("event/fault", StringComparison.Ordinal) ? "NotAuthorized" : null,
        story =>
        {
            Assert.Equal(["1 begin", "1 end"], story.Transactions(1));
            Assert.Equal(2, story.Retained("telemetry").GetProperty("eventsWaiting").GetInt32());
        });

    [Fact]
    public void A_password_that_is_wrong_is_tried_again_later_and_later() => AssertUnmoved(
        story =>
        {
            story.Broker.Stop();
            story.Broker.Start();
            story.Broker.RefusesUsers = "NotAuthorized";
        },
        story => Assert.InRange(story.Broker.Dials, 8, 25));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Garbage_of_any_kind_changes_nothing(ulong seed) => AssertUnmoved(
        story => story.Bench.Loop.Start(async () =>
        {
            var chance = RandomSource.Seeded(seed).Fork("garbage");
            for (var round = 0; round < 300; round++)
            {
                story.Broker.Send(Garbage(chance));
                await Task.Delay(TimeSpan.FromSeconds(2), story.Bench.Loop.Time);
            }
        }),
        story => Assert.All(story.On("result"), answer => Assert.Equal("refused", answer.Text("result"))));

    [Fact]
    public void A_mistake_of_telemetry_itself_silences_telemetry_and_nothing_else()
    {
        var lines = MqttStory.Run(story => story.RunAsync(Day), wrap: broker => new FailingBroker(broker));

        Assert.Equal(Alone.Value, lines.Take(Alone.Value.Count));
    }

    private static ReceivedMessage Garbage(RandomSource chance)
    {
        string[] topics =
        [
            "command/limit", "connector/1/command/limit", "connector/1/command/pause", "connector/2/command/availability", "connector/1/command/stop",
            "connector/0/command/stop", "connector/99999999999/command/stop", "command/", "connector/1/command/\ud800", "connector/-1/command/stop",
        ];
        byte[][] payloads =
        [
            [], [0], [0xff, 0xfe], "{"u8.ToArray(), "[]"u8.ToArray(), "null"u8.ToArray(), "{\"id\":1}"u8.ToArray(), "{\"id\":\"\\ud800\"}"u8.ToArray(),
            "{\"\\ud800\":1}"u8.ToArray(), "{\"limitA\":1e999}"u8.ToArray(), "{\"limitA\":-0.1}"u8.ToArray(), "{\"limitA\":\"6\"}"u8.ToArray(),
            "{\"limitA\":6,\"limitA\":32}"u8.ToArray(), "{\"limitA\":6,\"limitW\":7}"u8.ToArray(), "{\"operative\":0}"u8.ToArray(),
            "{\"limitA\":6,\"until\":\"noon\"}"u8.ToArray(), Encoding.UTF8.GetBytes(new string('[', 4000)), "{\"id\":\"\"}"u8.ToArray(),
            "{\"id\":\"x\"} {}"u8.ToArray(), "{\"now\":true}"u8.ToArray(), "\ufeff{}"u8.ToArray(),
        ];
        var topic = $"{MqttStory.Root}/{topics[chance.Next(0, topics.Length)]}";
        var payload = payloads[chance.Next(0, payloads.Length)];
        var isLong = chance.Next(0, 10) == 0;
        return new ReceivedMessage(
            topic, isLong ? null : payload, chance.Next(0, 2) == 0, chance.Next(0, 2) == 0 ? "#/+/\0" : null, chance.Next(0, 2) == 0 ? payload : null);
    }

    private static void AssertUnmoved(Action<MqttStory> behave, Action<MqttStory>? judge = null) => AssertUnmoved(behave, story =>
    {
        judge?.Invoke(story);
        return Task.CompletedTask;
    });

    private static void AssertUnmoved(Action<MqttStory> behave, Func<MqttStory, Task> judge)
    {
        List<string> lines = [];
        MqttStory.Run(async story =>
        {
            behave(story);
            await story.RunAsync(Day);
            lines = [.. story.Bench.Transcript.Lines];
            await judge(story);
        });

        Assert.Equal(Alone.Value, lines);
    }

    /// <summary>An adapter that breaks its promise never to throw.</summary>
    private sealed class FailingBroker(IBroker broker) : IBroker
    {
        public event Action<string>? Lost
        {
            add => broker.Lost += value;
            remove => broker.Lost -= value;
        }

        public event Action<ReceivedMessage>? Received
        {
            add => broker.Received += value;
            remove => broker.Received -= value;
        }

        public bool IsConnected => broker.IsConnected;

        public Task<string?> ConnectAsync(BrokerMessage will) => broker.ConnectAsync(will);

        public Task<string?> SubscribeAsync(IReadOnlyList<string> filters) => broker.SubscribeAsync(filters);

        public Task<PublishOutcome> PublishAsync(BrokerMessage message) => throw new InvalidOperationException("a mistake");

        public Task LeaveAsync() => broker.LeaveAsync();

        public void Drop() => broker.Drop();

        public void Dispose() => broker.Dispose();
    }
}
