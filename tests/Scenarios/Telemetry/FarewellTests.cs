namespace ChargerFirmware.Tests.Scenarios.Telemetry;

/// <summary>A station that leaves sends what it has, and waits for nothing else.</summary>
public sealed class FarewellTests
{
    private static readonly TimeSpan s_delay = TimeSpan.FromMilliseconds(130);
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_station_leaves_when_its_last_message_is_taken() => MqttStory.Run(async story =>
    {
        var took = await LeaveAsync(story);

        // The order and, behind it, that the station goes.
        Assert.Equal(2 * s_delay, took);
        Assert.Equal("""{"limitA":null,"limitW":null,"paused":true}""", story.Broker.Retained[$"{MqttStory.Root}/connector/1/orders"]);
        Assert.Equal("offline", story.Broker.Retained[$"{MqttStory.Root}/availability"]);
    });

    [Fact]
    public void A_station_does_not_wait_for_a_broker_that_goes_while_it_leaves() => MqttStory.Run(async story =>
    {
        var took = await LeaveAsync(story, brokerGoesAfter: s_delay / 2);

        Assert.Equal(s_delay / 2, took);
    });

    [Fact]
    public void A_station_waits_three_seconds_for_a_broker_that_does_not_answer() => MqttStory.Run(async story =>
    {
        var took = await LeaveAsync(story, delay: TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.FromSeconds(3.05), took);
    });

    /// <summary>Leaves with one message to send.</summary>
    private static async Task<TimeSpan> LeaveAsync(MqttStory story, TimeSpan? delay = null, TimeSpan? brokerGoesAfter = null)
    {
        await story.RunAsync("wait 1m");
        story.Broker.Delay = delay ?? s_delay;
        await story.Bench.Station.Operator.SetPausedAsync(1, isPaused: true);
        var time = story.Bench.Loop.Time;
        using var cut = time.CreateTimer(_ => story.Broker.Stop(), null, brokerGoesAfter ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var began = time.GetTimestamp();
        await story.Bench.ShutDownAsync(s_timeout);
        return time.GetElapsedTime(began);
    }
}
