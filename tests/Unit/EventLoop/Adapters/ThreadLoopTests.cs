using ChargerFirmware.EventLoop.Adapters;

namespace ChargerFirmware.Tests.Unit.EventLoop.Adapters;

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
    public async Task What_peers_send_runs_behind_devices_and_timers()
    {
        var order = new List<string>();
        using var loop = new ThreadLoop("test", fault => order.Add(fault.Message));
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.Post(() =>
        {
            loop.PostBehind(() => order.Add("frame 1"));
            loop.PostBehind(() => order.Add("frame 2"));
            loop.PostBehind(done.SetResult);
            loop.Time.CreateTimer(_ => order.Add("timer"), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            loop.Post(() => order.Add("reading"));
            loop.Post(() => loop.Post(() => order.Add("what it leads to")));
        });
        await done.Task;

        Assert.Equal(["frame 1", "frame 2"], order[^2..]);
        Assert.Equal(5, order.Count);
    }

    [Fact]
    public async Task A_device_that_chatters_without_end_does_not_shut_a_peer_out()
    {
        using var loop = new ThreadLoop("test", _ => { });
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Chatter()
        {
            if (!heard.Task.IsCompleted)
            {
                loop.Post(Chatter);
            }
        }

        loop.Post(Chatter);
        loop.PostBehind(heard.SetResult);

        await heard.Task;
    }

    [Fact]
    public async Task Of_a_burst_only_a_handful_lies_on_the_loop()
    {
        using var loop = new ThreadLoop("test", _ => { });
        using var letGo = new ManualResetEventSlim(false);
        var inlet = new PeerInlet(loop, room: 4);
        var taken = new List<int>();
        loop.Post(letGo.Wait);

        var posts = Enumerable.Range(0, 5).Select(message => inlet.PostAsync(() => taken.Add(message)).AsTask()).ToList();

        var handedOver = posts.ConvertAll(post => post.IsCompleted);
        letGo.Set();
        Assert.Equal([true, true, true, true, false], handedOver);
        await Task.WhenAll(posts);
        var behind = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        loop.PostBehind(behind.SetResult);
        await behind.Task;
        Assert.Equal([0, 1, 2, 3, 4], taken);
    }

    [Fact]
    public async Task A_wait_for_room_ends_when_the_inlet_is_closed()
    {
        using var loop = new ThreadLoop("test", _ => { });
        using var letGo = new ManualResetEventSlim(false);
        var inlet = new PeerInlet(loop, room: 1);
        loop.Post(letGo.Wait);
        await inlet.PostAsync(() => { });
        var waiting = inlet.PostAsync(() => { });

        inlet.Close();
        letGo.Set();

        await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await waiting);
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
