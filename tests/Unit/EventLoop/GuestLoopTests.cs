using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.EventLoop;

public sealed class GuestLoopTests
{
    private readonly VirtualLoop _host = new(DateTimeOffset.UnixEpoch);
    private readonly List<Exception> _faults = [];
    private readonly GuestLoop _guest;

    public GuestLoopTests() => _guest = new GuestLoop(_host, _faults.Add);

    [Fact]
    public void A_fault_of_the_guest_is_not_the_hosts()
    {
        _guest.Post(() => throw new InvalidOperationException("a turn"));
        _guest.Time.CreateTimer(_ => throw new InvalidOperationException("a timer"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _guest.Post(() => _guest.Start(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2), _guest.Time);
            throw new InvalidOperationException("started work");
        }));

        _host.RunFor(TimeSpan.FromSeconds(3));

        Assert.Equal(["a turn", "a timer", "started work"], _faults.Select(fault => fault.Message));
    }

    [Fact]
    public void What_begins_on_the_guest_goes_on_there()
    {
        var isGuest = new List<bool>();
        _guest.Post(() => _guest.Start(async () =>
        {
            isGuest.Add(_guest.IsCurrent);
            await Task.Delay(TimeSpan.FromSeconds(1), _guest.Time);
            isGuest.Add(_guest.IsCurrent);
        }));

        _host.RunFor(TimeSpan.FromSeconds(2));

        Assert.Equal([true, true], isGuest);
    }

    [Fact]
    public void Both_share_one_clock_and_one_order()
    {
        var order = new List<string>();
        _host.Time.CreateTimer(_ => order.Add($"host {_host.Elapsed.TotalSeconds}"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _guest.Time.CreateTimer(_ => order.Add($"guest {_host.Elapsed.TotalSeconds}"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        _host.Time.CreateTimer(_ => order.Add($"host {_host.Elapsed.TotalSeconds}"), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);

        _host.RunFor(TimeSpan.FromSeconds(3));

        Assert.Equal(["host 1", "guest 1", "host 2"], order);
    }

    [Fact]
    public void The_host_asks_the_guest_and_goes_on_at_home()
    {
        var (answer, isHost) = _host.Run(async () =>
        {
            var asked = await _guest.RunAsync(() => Task.FromResult(_guest.IsCurrent));
            return (asked, _host.IsCurrent);
        });

        Assert.True(answer && isHost);
    }

    [Fact]
    public void Who_asks_hears_what_was_thrown()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => _host.Run(() => _guest.RunAsync(() => throw new InvalidOperationException("asked"))));

        Assert.Equal("asked", thrown.Message);
        Assert.Empty(_faults);
    }
}
