using System.Text.Json;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Telemetry.Mqtt.Connection;

namespace ChargerFirmware.Tests.Scenarios.Telemetry;

public sealed class CommandTests
{
    private const string Charge = "connector 1\nplug\nswipe 04A1B2C3\nexpect status Charging within 20s\nwait 10s";

    [Fact]
    public void A_limit_holds_at_once_and_ends_when_it_is_taken_back() => MqttStory.Run(async story =>
    {
        await story.RunAsync(Charge);
        var answer = await story.CommandAsync("connector/1/command/limit", """{"id":"a","limitA":10}""");
        await story.RunAsync("wait 10s");
        Assert.Equal(("a", "accepted"), (answer.Text("id"), answer.Text("result")));
        Assert.Equal(10, story.Retained("connector/1/measurement").GetProperty("limitA").GetDouble());
        Assert.InRange(story.Bench.Connector(1).Devices.Meter.Latest!.CurrentA, 9.5, 10.0);

        await story.CommandAsync("connector/1/command/limit", """{"limitA":null}""");
        await story.RunAsync("wait 10s");
        Assert.InRange(story.Bench.Connector(1).Devices.Meter.Latest!.CurrentA, 15.5, 16.5);
    });

    [Theory]
    [InlineData(1, "{\"limitW\":6900}", 10.0, null)]
    [InlineData(2, "{\"limitW\":20000}", null, 20_000.0)]
    [InlineData(2, "{\"limitA\":29}", null, 20_010.0)]
    public void Amperes_and_watts_become_what_the_connector_is_controlled_by(int connector, string command, double? amperes, double? watts) =>
        MqttStory.Run(async story =>
        {
            await story.CommandAsync($"connector/{connector}/command/limit", command);
            await story.RunAsync("wait 1s");
            var limit = story.Bench.Connector(connector).Limit;
            Assert.Equal((amperes ?? limit.MaxCurrentA, watts), (limit.MaxCurrentA, limit.MaxPowerW));
        });

    [Fact]
    public void The_least_of_profile_and_operator_holds() => MqttStory.Run(async story =>
    {
        await story.RunAsync(Charge + "\nprofile 1 TxProfile Relative A 0:12\nwait 5s");
        await story.CommandAsync("connector/1/command/limit", """{"limitA":14}""");
        await story.RunAsync("wait 1s");
        Assert.Equal(12, story.Bench.Connector(1).Limit.MaxCurrentA);
        await story.CommandAsync("connector/1/command/limit", """{"limitA":8}""");
        await story.RunAsync("wait 1s");
        Assert.Equal(8, story.Bench.Connector(1).Limit.MaxCurrentA);
        Assert.Equal(8, story.Bench.Station.Profiles.Compose(1, 60)!.Periods.Single().Limit);
    });

    [Fact]
    public void A_pause_suspends_and_a_resume_goes_on() => MqttStory.Run(async story =>
    {
        await story.RunAsync(Charge);
        await story.CommandAsync("connector/1/command/pause", "{}");
        await story.RunAsync("expect status SuspendedEVSE within 2s\nexpect contactor open within 10s");
        Assert.True(story.Retained("connector/1/orders").GetProperty("paused").GetBoolean());
        await story.CommandAsync("connector/1/command/resume", "{}");
        await story.RunAsync("expect status Charging within 20s");
    });

    [Fact]
    public void Orders_survive_the_broker_and_a_power_cut() => MqttStory.Run(async story =>
    {
        await story.CommandAsync("connector/1/command/limit", """{"limitA":10}""");
        await story.CommandAsync("connector/2/command/pause", "{}");
        story.Broker.Stop();
        await story.RunAsync("wait 1m");
        Assert.Equal(10, story.Bench.Connector(1).Limit.MaxCurrentA);
        story.Bench.CutPower();
        story.Bench.Start();
        story.Broker.Start();
        await story.RunAsync("wait 1m");

        Assert.Equal(10, story.Bench.Connector(1).Limit.MaxCurrentA);
        Assert.Equal(10, story.Retained("connector/1/orders").GetProperty("limitA").GetDouble());
        Assert.True(story.Retained("connector/2/orders").GetProperty("paused").GetBoolean());
        Assert.True(story.Bench.Connector(2).Limit.IsBelowMinimum);
    });

    [Fact]
    public void A_stop_ends_the_transaction_as_an_operators() => MqttStory.Run(async story =>
    {
        await story.RunAsync(Charge);
        Assert.Equal("accepted", (await story.CommandAsync("connector/1/command/stop", "{}")).Text("result"));
        await story.RunAsync("expect sent StopTransaction reason=Other within 10s\nexpect contactor open within 1s");
        Assert.Equal("refused", (await story.CommandAsync("connector/1/command/stop", "{}")).Text("result"));
    });

    [Fact]
    public void Availability_waits_for_the_transaction() => MqttStory.Run(async story =>
    {
        await story.RunAsync(Charge);
        Assert.Equal("scheduled", (await story.CommandAsync("connector/1/command/availability", """{"operative":false}""")).Text("result"));
        await story.RunAsync("swipe 04A1B2C3\nwait 10s\nunplug\nexpect status Unavailable within 20s");
        Assert.Equal("accepted", (await story.CommandAsync("command/availability", """{"operative":true}""")).Text("result"));
        await story.RunAsync("expect status Available within 5s");
    });

    [Theory]
    [InlineData("connector/1/command/limit", "{}")]
    [InlineData("connector/1/command/limit", "{\"limitA\":-1}")]
    [InlineData("connector/1/command/limit", "{\"limitA\":\"10\"}")]
    [InlineData("connector/1/command/limit", "{\"limitA\":10,\"limitW\":100}")]
    [InlineData("connector/1/command/limit", "{\"limitA\":10,\"for\":60}")]
    [InlineData("command/limit", "{\"limitA\":10}")]
    [InlineData("connector/3/command/pause", "{}")]
    [InlineData("connector/1/command/pause", "")]
    [InlineData("connector/1/command/explode", "{}")]
    [InlineData("connector/1/command/availability", "{\"operative\":null}")]
    public void What_is_not_understood_is_refused_and_changes_nothing(string topic, string payload) => MqttStory.Run(async story =>
    {
        var answer = await story.CommandAsync(topic, payload);
        Assert.Equal("refused", answer.Text("result"));
        Assert.NotEmpty(answer.Text("reason")!);
        Assert.False(story.Bench.Station.Operator.HasOrders);
        Assert.True(story.Bench.Connector(1).Operative);
    });

    [Fact]
    public void A_command_that_waited_at_the_broker_is_refused() => MqttStory.Run(async story =>
    {
        var answer = await story.CommandAsync("connector/1/command/pause", """{"id":"old"}""", retained: true);
        Assert.Equal(("old", "refused"), (answer.Text("id"), answer.Text("result")));
        Assert.False(story.Bench.Station.Operator.HasOrders);
    });

    [Fact]
    public void What_is_not_allowed_is_refused_and_without_any_nothing_is_heard()
    {
        MqttStory.Run(
            async story =>
            {
                var answer = await story.CommandAsync("connector/1/command/stop", "{}");
                Assert.Equal("not allowed here; expected one of limit", answer.Text("reason"));
            },
            MqttStory.Settings with { Commands = new HashSet<CommandVerb> { CommandVerb.Limit } });
        MqttStory.Run(
            async story =>
            {
                story.Broker.Send($"{MqttStory.Root}/connector/1/command/pause", "{}");
                await story.RunAsync("wait 1m");
                Assert.Empty(story.On("result"));
                Assert.False(story.Bench.Station.Operator.HasOrders);
            },
            MqttStory.Settings with { Commands = new HashSet<CommandVerb>() });
    }

    [Theory]
    [InlineData("answers/me", true)]
    [InlineData("charger/OTHER/command/stop", false)]
    [InlineData("homeassistant/switch/x/config", false)]
    [InlineData("$SYS/x", false)]
    [InlineData("a/#", false)]
    public void An_answer_goes_where_it_is_wanted_unless_that_would_command_somebody(string wanted, bool isAnswered) => MqttStory.Run(async story =>
    {
        story.Broker.Send(new ReceivedMessage($"{MqttStory.Root}/connector/1/command/pause", "{}"u8.ToArray(), false, wanted, "mark"u8.ToArray()));
        await story.RunAsync("wait 5s");

        Assert.Single(story.On("result"));
        var there = story.Broker.Taken.Where(message => message.Topic == wanted).ToList();
        Assert.Equal(isAnswered ? 1 : 0, there.Count);
        Assert.All(there, message => Assert.Equal("mark"u8, message.Correlation!.Value.Span));
    });
}
