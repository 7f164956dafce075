using ChargerFirmware.EventLoop.Doors;

namespace ChargerFirmware.Tests.Unit.EventLoop.Doors;

public sealed class ThreadLoopTests
{
    [Fact]
    public async Task A_timer_that_is_due_does_not_fire_behind_the_turn_that_turned_it_off()
    {
        var order = new List<string>();
        using var loop = new ThreadLoop("test", fault => order.Add(fault.Message));
        await loop.RunAsync(async () =>
        {
            var turnedOff = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var timer = loop.Time.CreateTimer(_ => order.Add("fired"), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            loop.Post(() =>
            {
                timer.Dispose();
                order.Add("turned off");
                turnedOff.SetResult();
            });
            await turnedOff.Task;
        });

        Assert.Equal("turned off", order[^1]);
    }

    [Fact]
    public async Task A_turn_that_had_to_wait_says_how_long()
    {
        using var loop = new ThreadLoop("test", _ => { });
        using var letGo = new ManualResetEventSlim(false);
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var timed = new TaskCompletionSource<(TimeSpan Late, TimeSpan Took)>(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.Post(() =>
        {
            hangs.SetResult();
            letGo.Wait();
        });
        await hangs.Task;
        loop.Post(() => loop.TurnTimed = (late, took) => timed.TrySetResult((late, took)));
        var posted = loop.Time.GetTimestamp();
        while (loop.Time.GetElapsedTime(posted) < TimeSpan.FromMilliseconds(20))
        {
            Assert.True(loop.TurnAge > TimeSpan.Zero);
        }

        var waited = loop.Time.GetElapsedTime(posted);
        letGo.Set();
        var (late, took) = await timed.Task;

        Assert.True(late >= waited, $"{late} is not {waited}");
        Assert.True(took >= TimeSpan.Zero);
        Assert.True(loop.LongestTurn >= waited);
    }
}
