using System.Device.Gpio;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Gpio;

namespace ChargerFirmware.Tests.Unit.HardwareGpio;

public sealed class GpioRelayTests
{
    private const int Coil = 17;
    private const int Feedback = 27;

    private static readonly GpioRelayOptions s_options = new() { Pin = Coil, ActiveLow = true, FeedbackPin = Feedback };

    private readonly GpioBench _bench = new();
    private readonly List<RelayState> _states = [];

    [Fact]
    public void The_coil_never_sees_a_level_that_energises_it()
    {
        var levels = new List<PinValue>();
        _bench.Chip.OutputChanged += (_, level) => levels.Add(level);

        var relay = Relay();

        Assert.Equal([PinValue.High], levels);
        Assert.Equal(RelayState.Open, relay.State);
    }

    [Fact]
    public void It_is_closed_when_the_feedback_says_so()
    {
        var relay = Relay();

        _bench.Run(relay.Close);
        Assert.Equal(PinValue.Low, _bench.Chip.Level(Coil));
        Assert.Equal(RelayState.Closing, relay.State);
        Assert.False(relay.IsClosed);

        _bench.Drive(Feedback, PinValue.High);
        _bench.RunFor(20);

        Assert.Equal(RelayState.Closed, relay.State);
        Assert.True(relay.IsClosed);
        Assert.Equal([RelayState.Closing, RelayState.Closed], _states);
    }

    [Fact]
    public void A_bouncing_contact_is_reported_once()
    {
        var relay = Relay();
        _bench.Run(relay.Close);
        for (var ms = 20; ms < 27; ms++)
        {
            _bench.Drive(Feedback, ms % 2 == 0 ? PinValue.High : PinValue.Low, ms);
        }

        _bench.RunFor(300);

        Assert.Equal([RelayState.Closing, RelayState.Closed], _states);
    }

    [Fact]
    public void A_contactor_that_does_not_close_is_released_again()
    {
        var relay = Relay();

        _bench.Run(relay.Close);
        _bench.RunFor(199);
        Assert.Equal(RelayState.Closing, relay.State);

        _bench.RunFor(2);
        Assert.Equal(RelayState.FailedToClose, relay.State);
        Assert.Equal(PinValue.High, _bench.Chip.Level(Coil));
    }

    [Fact]
    public void A_failed_close_can_be_tried_again()
    {
        var relay = Relay();
        _bench.Run(relay.Close);
        _bench.RunFor(250);

        _bench.Run(relay.Close);
        _bench.Drive(Feedback, PinValue.High);
        _bench.RunFor(20);

        Assert.Equal(RelayState.Closed, relay.State);
    }

    [Fact]
    public void A_command_to_open_takes_a_failure_back()
    {
        var relay = Relay();
        _bench.Run(relay.Close);
        _bench.RunFor(250);

        _bench.Run(relay.Open);

        Assert.Equal(RelayState.Open, relay.State);
    }

    [Fact]
    public void A_lost_edge_does_not_fail_a_close()
    {
        // Level without an edge: the pin is driven while it is no input yet.
        var relay = Relay(s_options with { FeedbackSettleMs = 100, CloseTimeoutMs = 50 });
        _bench.Run(relay.Close);
        _bench.Drive(Feedback, PinValue.High);

        _bench.RunFor(60);

        Assert.Equal(RelayState.Closed, relay.State);
    }

    [Fact]
    public void Feedback_that_opens_under_a_closed_command_releases_the_coil()
    {
        var relay = Closed();

        _bench.Drive(Feedback, PinValue.Low);
        _bench.RunFor(20);

        Assert.Equal(RelayState.FailedToClose, relay.State);
        Assert.Equal(PinValue.High, _bench.Chip.Level(Coil));
    }

    [Fact]
    public void It_opens_at_once_and_is_open_when_the_feedback_says_so()
    {
        var relay = Closed();

        _bench.Run(relay.Open);
        Assert.Equal(PinValue.High, _bench.Chip.Level(Coil));
        Assert.Equal(RelayState.Opening, relay.State);
        Assert.True(relay.IsClosed);

        _bench.Drive(Feedback, PinValue.Low);
        _bench.RunFor(20);
        Assert.Equal(RelayState.Open, relay.State);
    }

    [Fact]
    public void A_contactor_that_does_not_open_is_welded_until_it_does()
    {
        var relay = Closed();

        _bench.Run(relay.Open);
        _bench.RunFor(201);
        Assert.Equal(RelayState.Welded, relay.State);

        _bench.Drive(Feedback, PinValue.Low);
        _bench.RunFor(20);
        Assert.Equal(RelayState.Open, relay.State);
    }

    [Fact]
    public void A_contact_that_closes_out_of_the_blue_is_welded()
    {
        var relay = Relay();

        _bench.Drive(Feedback, PinValue.High);
        _bench.RunFor(20);

        Assert.Equal(RelayState.Welded, relay.State);
        Assert.True(relay.IsClosed);
    }

    [Fact]
    public void A_weld_found_at_the_start_is_reported_after_the_time_of_an_opening()
    {
        _bench.Chip.Drive(Feedback, PinValue.High);
        var relay = Relay();
        Assert.Equal(RelayState.Opening, relay.State);

        _bench.RunFor(201);

        Assert.Equal([RelayState.Welded], _states);
    }

    [Fact]
    public void A_welded_contactor_is_not_energised()
    {
        var relay = Closed();
        _bench.Run(relay.Open);
        _bench.RunFor(250);

        _bench.Run(relay.Close);

        Assert.Equal(RelayState.Welded, relay.State);
        Assert.Equal(PinValue.High, _bench.Chip.Level(Coil));
    }

    [Fact]
    public void A_command_to_close_while_it_opens_waits_until_it_is_open()
    {
        var relay = Closed();
        _bench.Run(relay.Open);

        _bench.Run(relay.Close);
        Assert.Equal(PinValue.High, _bench.Chip.Level(Coil));

        _bench.Drive(Feedback, PinValue.Low);
        _bench.RunFor(20);
        Assert.Equal(RelayState.Closing, relay.State);
        Assert.Equal(PinValue.Low, _bench.Chip.Level(Coil));
    }

    [Fact]
    public void A_contactor_that_closes_after_it_was_given_up_is_seen()
    {
        var relay = Relay();
        _bench.Run(relay.Close);
        _bench.RunFor(10);
        _bench.Run(relay.Open);

        _bench.Drive(Feedback, PinValue.High);
        _bench.RunFor(20);
        Assert.Equal(RelayState.Opening, relay.State);

        _bench.RunFor(250);
        Assert.Equal(RelayState.Welded, relay.State);
    }

    [Fact]
    public void Without_feedback_it_follows_the_command_after_its_operate_time()
    {
        var relay = Relay(new GpioRelayOptions { Pin = Coil, OperateMs = 30 });

        _bench.Run(relay.Close);
        Assert.Equal(RelayState.Closing, relay.State);
        _bench.RunFor(30);
        Assert.Equal(RelayState.Closed, relay.State);

        _bench.Run(relay.Open);
        Assert.False(relay.IsClosed);
        _bench.RunFor(30);
        Assert.Equal([RelayState.Closing, RelayState.Closed, RelayState.Opening, RelayState.Open], _states);
    }

    [Fact]
    public void Disposal_releases_the_coil()
    {
        var relay = Closed();

        _bench.Run(relay.Dispose);

        Assert.Equal(PinValue.High, _bench.Chip.Level(Coil));
        Assert.False(_bench.Gpio.IsPinOpen(Coil));
    }

    private GpioRelay Relay(GpioRelayOptions? options = null)
    {
        GpioRelay? relay = null;
        _bench.Run(() => relay = new GpioRelay(_bench.Loop, _bench.Gpio, options ?? s_options));
        relay!.Changed += () => _states.Add(relay.State);
        return relay;
    }

    private GpioRelay Closed()
    {
        var relay = Relay();
        _bench.Run(relay.Close);
        _bench.Drive(Feedback, PinValue.High);
        _bench.RunFor(20);
        Assert.Equal(RelayState.Closed, relay.State);
        return relay;
    }
}
