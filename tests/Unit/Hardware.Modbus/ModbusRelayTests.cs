using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Modbus.Outputs;
using ChargerFirmware.Hardware.Modbus.Protocol;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

/// <summary>A contactor on an emulated relay board, its mirror contact on an input.</summary>
public sealed class ModbusRelayTests
{
    private static readonly ModbusRelayOptions s_options = new()
    {
        Address = 3, FeedbackFunction = 2, FeedbackAddress = 0, FeedbackInverted = true, PollMs = 100, GraceMs = 1500, TimeoutMs = 1000,
    };

    private readonly ModbusBench _bench = new();
    private readonly Contactor _contactor;

    public ModbusRelayTests() => _contactor = new Contactor(_bench.Loop.Time, []);

    public static TheoryData<string> Boards => ["coil", "register", "coil read back", "register bit"];

    [Theory]
    [MemberData(nameof(Boards))]
    public void It_closes_and_opens_whatever_the_board_is_like(string board)
    {
        var relay = Relay(board switch
        {
            "coil" => s_options,
            "register" => s_options with { Output = ModbusOutputKind.Register, OnValue = 0x100, OffValue = 0x200 },
            "coil read back" => s_options with { FeedbackFunction = 1, FeedbackAddress = null, FeedbackInverted = false },
            _ => s_options with { FeedbackFunction = 4, FeedbackAddress = 9, FeedbackBit = 5, FeedbackInverted = false },
        });
        _bench.RunFor(0.5);
        Assert.Equal((RelayState.Open, false), (relay.State, relay.IsClosed));

        _bench.Loop.Run(relay.Close);
        _bench.RunFor(0.5);
        Assert.Equal((RelayState.Closed, true), (relay.State, _contactor.MainsClosed));

        _bench.Loop.Run(relay.Open);
        _bench.RunFor(0.5);
        Assert.Equal((RelayState.Open, false), (relay.State, _contactor.MainsClosed));
    }

    [Fact]
    public void One_that_does_not_close_is_released_again()
    {
        var relay = Relay(s_options);
        _contactor.StuckOpen = true;
        _bench.RunFor(0.5);
        _bench.Loop.Run(relay.Close);
        _bench.RunFor(1.5);

        Assert.Equal(RelayState.FailedToClose, relay.State);
        Assert.False(_contactor.CoilCommanded);
    }

    [Fact]
    public void One_that_does_not_open_is_welded_until_it_does()
    {
        var relay = Closed();
        _contactor.Welded = true;
        _bench.Loop.Run(relay.Open);
        _bench.RunFor(0.5);
        Assert.Equal(RelayState.Opening, relay.State);
        _bench.RunFor(1);
        Assert.Equal(RelayState.Welded, relay.State);

        _bench.Loop.Run(relay.Close);
        _bench.RunFor(0.5);
        Assert.Equal(RelayState.Welded, relay.State);
        Assert.False(_contactor.CoilCommanded);

        _contactor.Welded = false;
        _bench.RunFor(0.5);
        Assert.Equal(RelayState.Open, relay.State);
    }

    [Fact]
    public void One_that_falls_under_its_command_has_failed()
    {
        var relay = Closed();
        _contactor.StuckOpen = true;
        _bench.RunFor(0.3);

        Assert.Equal(RelayState.FailedToClose, relay.State);
    }

    [Fact]
    public void A_command_to_close_while_it_opens_waits_until_it_is_open()
    {
        var relay = Closed();
        _bench.Loop.Run(() =>
        {
            relay.Open();
            relay.Close();
        });
        Assert.Equal(RelayState.Opening, relay.State);
        _bench.RunFor(0.7);

        Assert.Equal(RelayState.Closed, relay.State);
    }

    [Fact]
    public void A_board_with_a_time_out_keeps_it_while_the_line_lives_and_drops_it_when_the_line_dies()
    {
        var relay = Closed();
        _bench.RunFor(60);
        Assert.Equal((RelayState.Closed, true), (relay.State, _contactor.MainsClosed));

        _bench.Line.IsSilent = true;
        _bench.RunFor(1.1);
        Assert.False(_contactor.MainsClosed);
        _bench.RunFor(0.5);
        Assert.Equal(RelayState.Lost, relay.State);
    }

    [Fact]
    public void A_board_without_one_leaves_it_closed_and_it_is_opened_when_the_line_is_back()
    {
        var relay = Closed(s_options with { TimeoutMs = null });
        _bench.Line.IsSilent = true;
        _bench.RunFor(5);
        Assert.Equal((RelayState.Lost, true), (relay.State, _contactor.MainsClosed));

        _bench.Loop.Run(relay.Close);
        Assert.Equal(RelayState.Lost, relay.State);
        _bench.Line.IsSilent = false;
        _bench.RunFor(1);
        Assert.Equal((RelayState.Open, false), (relay.State, _contactor.MainsClosed));
    }

    [Fact]
    public void One_that_a_dead_process_left_closed_is_opened_first()
    {
        var dead = Closed(s_options with { TimeoutMs = null });
        dead.Dispose();
        _bench.RunFor(2);
        Assert.True(_contactor.MainsClosed);

        using var relay = Create(s_options with { TimeoutMs = null });
        Assert.Equal((RelayState.Opening, true), (relay.State, relay.IsClosed));
        _bench.RunFor(0.5);
        Assert.Equal((RelayState.Open, false), (relay.State, _contactor.MainsClosed));
    }

    [Fact]
    public void An_opening_does_not_wait_behind_polls()
    {
        var relay = Closed();
        _bench.Loop.Run(() =>
        {
            for (var poll = 0; poll < 20; poll++)
            {
                _ = _bench.Bus.ReadBitsAsync(1, ModbusFunction.ReadDiscreteInputs, 0, 1);
            }

            relay.Open();
        });
        _bench.RunFor(0.1);

        Assert.False(_contactor.CoilCommanded);
    }

    [Theory]
    [InlineData(100, 100, 1000, "graceMs")]
    [InlineData(100, 1500, 200, "timeoutMs")]
    public void Times_that_cannot_work_are_refused(int pollMs, int graceMs, int timeoutMs, string named)
    {
        var options = s_options with { PollMs = pollMs, GraceMs = graceMs, TimeoutMs = timeoutMs };

        var refusal = Assert.Throws<ArgumentException>(() => Create(options));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    private ModbusRelay Relay(ModbusRelayOptions options)
    {
        var board = new EmulatedOutputBoard(_bench.Loop.Time, new Supply(_bench.Loop.Time, RandomSource.Seeded(1)));
        board.Add(
            options, options.TimeoutMs is { } timeoutMs ? TimeSpan.FromMilliseconds(timeoutMs) : null,
            on => _contactor.CoilCommanded = on, options.HasContact ? () => _contactor.FeedbackClosed : null);
        _bench.Line.Add(1, board);
        return Create(options);
    }

    private ModbusRelay Create(ModbusRelayOptions options)
    {
        ModbusRelay? relay = null;
        _bench.Loop.Run(() => relay = new ModbusRelay(_bench.Loop, _bench.Bus, options));
        return relay!;
    }

    private ModbusRelay Closed(ModbusRelayOptions? options = null)
    {
        var relay = Relay(options ?? s_options);
        _bench.RunFor(0.5);
        _bench.Loop.Run(relay.Close);
        _bench.RunFor(0.5);
        Assert.Equal(RelayState.Closed, relay.State);
        return relay;
    }
}
