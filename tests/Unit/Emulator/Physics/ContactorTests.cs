using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.Emulator.Physics;

public sealed class ContactorTests
{
    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly Supply _supply;
    private readonly EnableRelay _enable;
    private readonly EmergencyStopButton _button = new();
    private readonly Contactor _contactor;
    private readonly List<(double Milliseconds, bool Closed)> _feedback = [];

    public ContactorTests()
    {
        _supply = new Supply(_loop.Time, RandomSource.Seeded(1));
        _enable = new EnableRelay(_loop.Time, TimeSpan.FromMilliseconds(500));
        _contactor = new Contactor(_loop.Time, [_supply, _enable, _button]);
        _contactor.Changed += () =>
        {
            if (_feedback.Count == 0 || _feedback[^1].Closed != _contactor.FeedbackClosed)
            {
                _feedback.Add((_loop.Elapsed.TotalMilliseconds, _contactor.FeedbackClosed));
            }
        };
    }

    [Fact]
    public void It_closes_after_its_operate_delay_and_the_feedback_bounces()
    {
        KeepEnabled();

        _contactor.CoilCommanded = true;
        Pass(14.9);
        Assert.False(_contactor.MainsClosed);
        Pass(10);

        Assert.True(_contactor.MainsClosed);
        Assert.Equal([(15, true), (16, false), (17, true), (18.5, false), (20, true)], _feedback);
    }

    [Fact]
    public void It_opens_after_its_release_delay()
    {
        Close();

        _contactor.CoilCommanded = false;
        Pass(11.9);
        Assert.True(_contactor.MainsClosed);
        Pass(0.1);

        Assert.False(_contactor.MainsClosed);
        Assert.False(_contactor.FeedbackClosed);
    }

    [Fact]
    public void A_command_taken_back_in_time_moves_nothing()
    {
        KeepEnabled();

        _contactor.CoilCommanded = true;
        Pass(10);
        _contactor.CoilCommanded = false;
        Pass(100);

        Assert.Empty(_feedback);
    }

    [Fact]
    public void A_command_taken_back_while_bouncing_lets_it_fall()
    {
        KeepEnabled();

        _contactor.CoilCommanded = true;
        Pass(16.5);
        _contactor.CoilCommanded = false;
        Pass(12);

        Assert.False(_contactor.MainsClosed);
        Assert.Equal((28.5, false), _feedback[^1]);
    }

    [Fact]
    public void It_never_closes_without_the_enable_relay()
    {
        _contactor.CoilCommanded = true;
        Pass(100);

        Assert.False(_contactor.MainsClosed);
    }

    [Fact]
    public void It_falls_when_the_enable_line_stands_still()
    {
        Close();
        _enable.Edge();

        Pass(511.9);
        Assert.True(_contactor.MainsClosed);
        Pass(0.1);

        Assert.False(_contactor.MainsClosed);
        Assert.False(_enable.IsAlive);
    }

    [Fact]
    public void Edges_keep_the_enable_relay_alive_and_a_standstill_is_counted_from_the_last()
    {
        for (var edge = 0; edge < 20; edge++)
        {
            _enable.Edge();
            Pass(499);
        }

        Assert.True(_enable.IsAlive);
        Pass(1);
        Assert.False(_enable.IsAlive);
    }

    [Fact]
    public void It_falls_with_the_supply_and_comes_back_with_it()
    {
        Close();

        _supply.IsPresent = false;
        Pass(12);
        Assert.False(_contactor.MainsClosed);

        _enable.Edge();
        _supply.IsPresent = true;
        Pass(20);
        Assert.True(_contactor.MainsClosed);
    }

    [Fact]
    public void The_emergency_stop_cuts_the_coil_by_itself()
    {
        Close();

        _button.Press();
        Pass(12);

        Assert.True(_contactor.CoilCommanded);
        Assert.False(_contactor.MainsClosed);
    }

    [Fact]
    public void A_broken_wire_of_the_emergency_stop_cuts_the_coil_too()
    {
        Close();

        _button.WireBroken = true;
        Pass(12);

        Assert.False(_contactor.MainsClosed);
    }

    [Fact]
    public void A_stuck_one_does_not_close_and_a_closed_one_falls()
    {
        Close();

        _contactor.StuckOpen = true;
        Pass(12);
        Assert.False(_contactor.MainsClosed);

        _contactor.CoilCommanded = false;
        _enable.Edge();
        _contactor.CoilCommanded = true;
        Pass(100);
        Assert.False(_contactor.MainsClosed);
    }

    [Fact]
    public void A_welded_one_stays_closed_until_the_weld_is_broken()
    {
        Close();

        _contactor.Welded = true;
        _contactor.CoilCommanded = false;
        Pass(1000);
        Assert.True(_contactor.MainsClosed);
        Assert.True(_contactor.FeedbackClosed);

        _contactor.Welded = false;
        Pass(12);
        Assert.False(_contactor.MainsClosed);
        Assert.False(_contactor.FeedbackClosed);
    }

    [Fact]
    public void A_broken_feedback_reads_open_while_the_mains_are_closed()
    {
        Close();

        _contactor.FeedbackBroken = true;

        Assert.True(_contactor.MainsClosed);
        Assert.False(_contactor.FeedbackClosed);
    }

    private void Close()
    {
        KeepEnabled();
        _contactor.CoilCommanded = true;
        Pass(20);
    }

    private void KeepEnabled() => _enable.Edge();

    private void Pass(double milliseconds) => _loop.RunFor(TimeSpan.FromMilliseconds(milliseconds));
}
