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
}
