using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.EventLoop;

public sealed class ChangeSignalTests
{
    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly ChangeSignal _signal;

    public ChangeSignalTests() => _signal = new ChangeSignal(_loop.Time);

    [Fact]
    public void Who_waits_goes_on_when_the_condition_holds_and_not_before()
    {
        var left = 2;
        bool? held = null;
        Start(async () => held = await _signal.UntilAsync(() => left == 0, TimeSpan.FromMinutes(1)));
        _loop.Run(Less);
        Assert.Null(held);

        _loop.Run(Less);
        Assert.True(held);

        void Less()
        {
            left--;
            _signal.Raise();
        }
    }

    [Fact]
    public void What_holds_already_is_not_waited_for() => _loop.Run(async () =>
    {
        var waiting = _signal.UntilAsync(() => true, TimeSpan.Zero);
        Assert.True(waiting.IsCompletedSuccessfully);
        Assert.True(await waiting);
    });

    [Fact]
    public void Who_waits_in_vain_goes_on_when_its_time_has_passed()
    {
        bool? held = null;
        Start(async () => held = await _signal.UntilAsync(() => false, TimeSpan.FromSeconds(5)));
        _loop.RunFor(TimeSpan.FromSeconds(4));
        _loop.Run(_signal.Raise);
        Assert.Null(held);

        _loop.RunFor(TimeSpan.FromSeconds(1));
        Assert.False(held);
    }

    [Fact]
    public void One_change_lets_all_go_on_that_waited_for_it()
    {
        var ended = new List<string>();
        var isOpen = false;
        Start(() => WaitAsync("first", () => isOpen));
        Start(() => WaitAsync("never", () => false));
        Start(() => WaitAsync("second", () => isOpen));
        _loop.Run(() =>
        {
            isOpen = true;
            _signal.Raise();
        });

        Assert.Equal(["first", "second"], ended);

        async Task WaitAsync(string name, Func<bool> holds)
        {
            await _signal.UntilAsync(holds, TimeSpan.FromMinutes(1));
            ended.Add(name);
        }
    }

    private void Start(Func<Task> work) => _loop.Run(() => _loop.Start(work));
}
