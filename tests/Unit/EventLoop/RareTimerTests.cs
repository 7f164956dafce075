using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.EventLoop;

public sealed class RareTimerTests
{
    private readonly VirtualLoop _loop = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    private readonly List<TimeSpan> _fired = [];
    private ITimer? _timer;

    [Fact]
    public void Nothing_is_there_before_it_is_armed()
    {
        _timer.Disarm();

        Assert.Null(_timer);
    }

    [Fact]
    public void It_fires_once_when_it_is_due()
    {
        Arm(TimeSpan.FromSeconds(5));
        _loop.RunFor(TimeSpan.FromMinutes(1));

        Assert.Equal([TimeSpan.FromSeconds(5)], _fired);
    }

    [Fact]
    public void Armed_again_it_moves_and_stays_the_same_timer()
    {
        Arm(TimeSpan.FromSeconds(5));
        var first = _timer;
        Arm(TimeSpan.FromSeconds(8));
        _loop.RunFor(TimeSpan.FromMinutes(1));

        Assert.Same(first, _timer);
        Assert.Equal([TimeSpan.FromSeconds(8)], _fired);
    }

    [Fact]
    public void Disarmed_it_does_not_fire()
    {
        Arm(TimeSpan.FromSeconds(5));
        _timer.Disarm();
        _loop.RunFor(TimeSpan.FromMinutes(1));

        Assert.Empty(_fired);
    }

    private void Arm(TimeSpan due) => _loop.Time.Arm(ref _timer, static test => ((RareTimerTests)test!).OnDue(), this, due);

    private void OnDue() => _fired.Add(_loop.Elapsed);
}
