using ChargerFirmware.EventLoop.Adapters;

namespace ChargerFirmware.Tests.Unit.EventLoop.Adapters;

public sealed class ThreadQueueTests
{
    private readonly ThreadQueue<int> _queue = new();

    [Fact]
    public void Items_come_out_in_the_order_in_which_they_went_in()
    {
        foreach (var item in new[] { 3, 1, 2 })
        {
            Assert.True(_queue.TryAdd(item));
        }

        Assert.Equal([3, 1, 2], [Take(), Take(), Take()]);
        Assert.False(_queue.TryTake(out _, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_waiting_thread_gets_what_another_thread_adds()
    {
        var taken = Task.Run(() => _queue.TryTake(out var item, Timeout.InfiniteTimeSpan) ? item : -1, TestContext.Current.CancellationToken);

        _queue.TryAdd(7);

        Assert.Equal(7, await taken);
    }

    [Fact]
    public async Task A_wait_ends_when_nothing_can_come_any_more()
    {
        var taken = Task.Run(() => _queue.TryTake(out _, Timeout.InfiniteTimeSpan), TestContext.Current.CancellationToken);

        Assert.True(_queue.TryClose());

        Assert.False(await taken);
    }

    [Fact]
    public void What_waits_when_the_queue_is_closed_is_still_given_out()
    {
        _queue.TryAdd(1);
        _queue.TryClose();

        Assert.False(_queue.TryAdd(2));
        Assert.False(_queue.TryClose());
        Assert.False(_queue.IsCompleted);
        Assert.Equal(1, Take());
        Assert.False(_queue.TryTake(out _, Timeout.InfiniteTimeSpan));
        Assert.True(_queue.IsCompleted);
    }

    private int Take() => _queue.TryTake(out var item, TimeSpan.Zero) ? item : throw new InvalidOperationException("nothing waits");
}
