using ChargerFirmware.Emulator.Devices;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.Emulator.Devices;

public sealed class InlineBusExecutorTests
{
    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly InlineBusExecutor _bus;

    public InlineBusExecutorTests() => _bus = new InlineBusExecutor(_loop.Time);

    [Fact]
    public void A_transfer_ends_after_the_time_it_took()
    {
        string? result = null;
        _loop.Run(async () =>
        {
            result = await _bus.RunAsync(() => Take(3, "done"));
        });

        Assert.Equal("done", result);
        Assert.Equal(TimeSpan.FromMilliseconds(3), _loop.Elapsed);
    }

    [Fact]
    public void The_clock_stands_while_a_transfer_runs()
    {
        var during = TimeSpan.MinValue;
        _loop.Run(async () =>
        {
            during = await _bus.RunAsync(() => Take(3, _loop.Elapsed));
        });

        Assert.Equal(TimeSpan.Zero, during);
    }

    [Fact]
    public void Transfers_follow_one_another()
    {
        var log = new List<string>();
        _loop.Run(async () =>
        {
            var first = Transfer("first", 5);
            var second = Transfer("second", 2);
            Assert.Equal(["first begins at 0"], log);
            await Task.WhenAll(first, second);
        });

        Assert.Equal(["first begins at 0", "first ends at 5", "second begins at 5", "second ends at 7"], log.Order(StringComparer.Ordinal).OrderBy(Time));

        async Task Transfer(string name, int ms)
        {
            await _bus.RunAsync(() =>
            {
                log.Add($"{name} begins at {_loop.Elapsed.TotalMilliseconds}");
                return Take(ms, true);
            });
            log.Add($"{name} ends at {_loop.Elapsed.TotalMilliseconds}");
        }

        static int Time(string line) => line[^1] - '0';
    }

    [Fact]
    public void Another_bus_is_not_kept_waiting()
    {
        var other = new InlineBusExecutor(_loop.Time);
        var otherEnded = TimeSpan.MinValue;

        _loop.Run(async () =>
        {
            var slow = _bus.RunAsync(() => Take(100, true));
            await other.RunAsync(() =>
            {
                other.Elapse(TimeSpan.FromMilliseconds(1));
                return true;
            });
            otherEnded = _loop.Elapsed;
            await slow;
        });

        Assert.Equal(TimeSpan.FromMilliseconds(1), otherEnded);
        Assert.Equal(TimeSpan.FromMilliseconds(100), _loop.Elapsed);
    }

    [Fact]
    public void No_caller_continues_in_the_turn_in_which_it_asked()
    {
        var goneOn = false;
        _loop.Run(async () =>
        {
            var transfer = _bus.RunAsync(() => true);
            Assert.False(transfer.IsCompleted);
            await transfer;
            goneOn = true;
        });

        Assert.True(goneOn);
        Assert.Equal(TimeSpan.Zero, _loop.Elapsed);
    }

    [Fact]
    public void What_a_transfer_throws_reaches_its_awaiter_and_the_bus_goes_on()
    {
        _loop.Run(async () =>
        {
            await Assert.ThrowsAsync<IOException>(() => _bus.RunAsync<bool>(() => throw new IOException("planted")));
            Assert.True(await _bus.RunAsync(() => true));
        });
    }

    [Fact]
    public void A_device_reached_past_its_bus_is_noticed() =>
        Assert.Throws<InvalidOperationException>(() => _bus.Elapse(TimeSpan.FromMilliseconds(1)));

    [Fact]
    public void Disposal_lets_the_queue_finish()
    {
        var ran = 0;
        _loop.Run(() =>
        {
            _ = _bus.RunAsync(() => ran++);
            _ = _bus.RunAsync(() => ran++);
            _bus.Dispose();
        });

        Assert.Equal(2, ran);
        Assert.Throws<ObjectDisposedException>(() => { _ = _bus.RunAsync(() => true); });
    }

    private T Take<T>(double ms, T result)
    {
        _bus.Elapse(TimeSpan.FromMilliseconds(ms));
        return result;
    }
}
