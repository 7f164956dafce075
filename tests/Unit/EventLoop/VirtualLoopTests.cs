using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.EventLoop;

public sealed class VirtualLoopTests
{
    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void Two_hours_pass_without_waiting_for_them()
    {
        _loop.Run(() => Task.Delay(TimeSpan.FromHours(2), _loop.Time));

        Assert.Equal(DateTimeOffset.UnixEpoch.AddHours(2), _loop.Time.GetUtcNow());
    }

    [Fact]
    public void Timers_fire_by_due_time_and_then_by_order_of_asking()
    {
        var order = new List<string>();
        foreach (var (name, seconds) in new[] { ("late", 2), ("first", 1), ("second", 1) })
        {
            _loop.Time.CreateTimer(_ => order.Add(name), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        }

        _loop.RunFor(TimeSpan.FromSeconds(3));

        Assert.Equal(["first", "second", "late"], order);
    }

    [Fact]
    public void What_peers_send_runs_behind_turns_and_timers_that_are_due()
    {
        var order = new List<string>();
        _loop.Run(() =>
        {
            _loop.PostBehind(() => order.Add($"frame at {_loop.Elapsed.TotalSeconds} s"));
            _loop.Time.CreateTimer(_ => order.Add("later"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
            _loop.Time.CreateTimer(_ => order.Add("due"), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            _loop.Post(() => order.Add("reading"));
        });

        _loop.RunFor(TimeSpan.FromSeconds(2));

        Assert.Equal(["reading", "due", "frame at 0 s", "later"], order);
    }

    [Fact]
    public void A_changed_timer_fires_once_and_at_its_new_time_only()
    {
        var fired = new List<TimeSpan>();
        var timer = _loop.Time.CreateTimer(_ => fired.Add(_loop.Elapsed), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        timer.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        _loop.RunFor(TimeSpan.FromSeconds(10));

        Assert.Equal([TimeSpan.FromSeconds(5)], fired);
    }

    [Fact]
    public void A_disposed_timer_stays_silent()
    {
        var fired = false;
        var timer = _loop.Time.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        timer.Dispose();
        _loop.RunFor(TimeSpan.FromSeconds(5));

        Assert.False(fired);
    }

    [Fact]
    public void A_period_does_not_drift()
    {
        var fired = new List<double>();
        using var timer = _loop.Time.CreateTimer(
            _ => fired.Add(_loop.Elapsed.TotalSeconds), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        _loop.RunFor(TimeSpan.FromSeconds(3.5));

        Assert.Equal([1, 2, 3], fired);
    }

    [Fact]
    public void Work_that_left_the_loop_is_caught_when_it_comes_back()
    {
        Exception? thrown = null;
        _loop.Post(() =>
        {
            var foreigner = new Thread(() => thrown = Record.Exception(() => _loop.Post(() => { })));
            foreigner.Start();
            foreigner.Join();
        });

        Assert.Throws<LoopFaultException>(() => _loop.RunFor(TimeSpan.Zero));
        Assert.IsType<InvalidOperationException>(thrown);
    }

    [Fact]
    public void A_fault_in_started_work_is_not_lost()
    {
        _loop.Post(() => _loop.Start(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _loop.Time);
            throw new ArithmeticException("planted");
        }));

        var fault = Assert.Throws<LoopFaultException>(() => _loop.RunFor(TimeSpan.FromSeconds(2)));

        Assert.IsType<ArithmeticException>(fault.InnerException);
    }

    [Fact]
    public void Waiting_for_what_can_never_come_throws_instead_of_hanging()
    {
        var never = new TaskCompletionSource();

        Assert.Throws<InvalidOperationException>(() => _loop.Run(() => never.Task));
    }

    [Fact]
    public void A_condition_is_given_up_when_its_time_is_over()
    {
        Assert.False(_loop.RunUntil(() => false, TimeSpan.FromMinutes(1)));
        Assert.Equal(TimeSpan.FromMinutes(1), _loop.Elapsed);
    }
}
