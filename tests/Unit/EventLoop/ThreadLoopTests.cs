using ChargerFirmware.EventLoop.Adapters;

namespace ChargerFirmware.Tests.Unit.EventLoop;

public sealed class ThreadLoopTests : IDisposable
{
    private readonly ThreadLoop _loop = new("test", fault => throw fault);

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task A_timer_years_away_leaves_the_loop_turning()
    {
        await _loop.RunAsync(() => Task.FromResult(_loop.Time.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(int.MaxValue), Timeout.InfiniteTimeSpan)));
        await _loop.RunAsync(() => Task.Delay(TimeSpan.FromMilliseconds(1), _loop.Time));

        Assert.Equal(7, await _loop.RunAsync(() => Task.FromResult(7)));
    }

    [Fact]
    public async Task Timers_fire_in_order_of_due_time_then_of_asking()
    {
        var fired = new List<int>();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _loop.RunAsync(() =>
        {
            After(20, () => { fired.Add(3); done.SetResult(); });
            After(5, () => fired.Add(1));
            After(10, () => fired.Add(2));
            return Task.CompletedTask;
        });

        await done.Task;

        Assert.Equal([1, 2, 3], fired);
    }

    private void After(int milliseconds, Action action) =>
        _loop.Time.CreateTimer(_ => action(), null, TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
}
