using System.Device.Gpio;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Gpio;

namespace ChargerFirmware.Tests.Unit.HardwareGpio;

public sealed class GpioLockMotorTests
{
    private const int Forward = 22;
    private const int Reverse = 23;
    private const int Switch = 24;

    private static readonly GpioLockMotorOptions s_options =
        new() { ForwardPin = Forward, ReversePin = Reverse, FeedbackPin = Switch, PulseMs = 600, RestMs = 100, Attempts = 2 };

    private readonly GpioBench _bench = new();
    private readonly List<CableLockState> _states = [];
    private readonly List<string> _drives = [];

    public GpioLockMotorTests() => _bench.Chip.OutputChanged += (_, _) =>
    {
        var (forward, reverse) = (_bench.Chip.Level(Forward) == PinValue.High, _bench.Chip.Level(Reverse) == PinValue.High);
        Assert.False(forward && reverse, "both directions at once");
        _drives.Add(forward ? "forward" : reverse ? "reverse" : "none");
    };

    [Fact]
    public void It_starts_as_its_switch_says()
    {
        _bench.Chip.Drive(Switch, PinValue.High);

        Assert.Equal(CableLockState.Locked, Motor().State);
    }

    [Fact]
    public void It_locks_with_one_pulse()
    {
        var motor = Motor();

        _bench.Run(motor.Lock);
        Assert.Equal(CableLockState.Locking, motor.State);
        Assert.Equal(PinValue.High, _bench.Chip.Level(Forward));

        _bench.Drive(Switch, PinValue.High, afterMs: 300);
        _bench.RunFor(599);
        Assert.Equal(CableLockState.Locking, motor.State);

        _bench.RunFor(1);
        Assert.Equal(CableLockState.Locked, motor.State);
        Assert.Equal(PinValue.Low, _bench.Chip.Level(Forward));
    }

    [Fact]
    public void It_unlocks_by_the_other_pin()
    {
        var motor = Locked();

        _bench.Run(motor.Unlock);
        Assert.Equal(PinValue.High, _bench.Chip.Level(Reverse));
        _bench.Drive(Switch, PinValue.Low);
        _bench.RunFor(600);

        Assert.Equal(CableLockState.Unlocked, motor.State);
        Assert.Equal(PinValue.Low, _bench.Chip.Level(Reverse));
    }

    [Fact]
    public void A_jammed_bolt_is_tried_again_and_then_reported()
    {
        var motor = Motor();
        _drives.Clear();

        _bench.Run(motor.Lock);
        _bench.RunFor(5000);

        Assert.Equal(CableLockState.FailedToLock, motor.State);
        Assert.Equal([CableLockState.Locking, CableLockState.FailedToLock], _states);
        Assert.Equal(["forward", "none", "forward", "none"], _drives);
    }

    [Fact]
    public void A_bolt_that_does_not_come_back_is_reported()
    {
        var motor = Locked();

        _bench.Run(motor.Unlock);
        _bench.RunFor(5000);

        Assert.Equal(CableLockState.FailedToUnlock, motor.State);
    }

    [Fact]
    public void A_failed_lock_can_be_commanded_again()
    {
        var motor = Motor();
        _bench.Run(motor.Lock);
        _bench.RunFor(5000);

        _bench.Run(motor.Lock);
        _bench.Drive(Switch, PinValue.High);
        _bench.RunFor(600);

        Assert.Equal(CableLockState.Locked, motor.State);
    }

    [Fact]
    public void A_command_during_a_movement_takes_effect_after_it()
    {
        var motor = Motor();
        _bench.Run(motor.Lock);
        _bench.Drive(Switch, PinValue.High);
        _bench.Run(motor.Unlock);
        Assert.Equal(PinValue.Low, _bench.Chip.Level(Reverse));

        _bench.RunFor(700);
        Assert.Equal(CableLockState.Unlocking, motor.State);
        _bench.Drive(Switch, PinValue.Low);
        _bench.RunFor(700);

        Assert.Equal(
            [CableLockState.Locking, CableLockState.Locked, CableLockState.Unlocking, CableLockState.Unlocked], _states);
    }

    [Fact]
    public void A_contrary_command_ends_the_attempts()
    {
        var motor = Motor();
        _bench.Run(motor.Lock);
        _bench.Run(motor.Unlock);
        _drives.Clear();

        _bench.RunFor(5000);

        Assert.Equal(["none", "reverse", "none"], _drives);
        Assert.Equal(CableLockState.Unlocked, motor.State);
    }

    [Fact]
    public void The_same_command_during_a_movement_changes_nothing()
    {
        var motor = Motor();
        _bench.Run(motor.Lock);
        _bench.Run(motor.Lock);
        _bench.Drive(Switch, PinValue.High);
        _drives.Clear();

        _bench.RunFor(5000);

        Assert.Equal(["none"], _drives);
        Assert.Equal(CableLockState.Locked, motor.State);
    }

    [Fact]
    public void A_bolt_that_reads_as_unlocked_is_driven_all_the_same()
    {
        var motor = Locked();
        _bench.Run(motor.Unlock);
        _bench.Drive(Switch, PinValue.Low);
        _bench.RunFor(1000);
        Assert.Equal(CableLockState.Unlocked, motor.State);
        _drives.Clear();

        _bench.Run(motor.Unlock);
        _bench.RunFor(1000);

        Assert.Equal(["reverse", "none"], _drives);
        Assert.Equal(CableLockState.Unlocked, motor.State);
    }

    [Fact]
    public void What_is_locked_already_is_not_driven()
    {
        var motor = Locked();
        _drives.Clear();

        _bench.Run(motor.Lock);
        _bench.RunFor(1000);

        Assert.Empty(_drives);
    }

    [Fact]
    public void A_bolt_that_moves_by_itself_is_reported()
    {
        var motor = Locked();

        _bench.Drive(Switch, PinValue.Low);
        _bench.RunFor(50);

        Assert.Equal(CableLockState.Unlocked, motor.State);
    }

    [Fact]
    public void A_bolt_that_arrives_late_is_locked_without_another_pulse()
    {
        var motor = Motor();
        _bench.Run(motor.Lock);
        _bench.Drive(Switch, PinValue.High, afterMs: 620);
        _drives.Clear();

        _bench.RunFor(5000);

        Assert.Equal(CableLockState.Locked, motor.State);
        Assert.Equal(["none"], _drives);
    }

    [Fact]
    public void Disposal_in_the_middle_of_a_pulse_takes_the_current_away()
    {
        var motor = Motor();
        _bench.Run(motor.Lock);

        _bench.Run(motor.Dispose);

        Assert.Equal(PinValue.Low, _bench.Chip.Level(Forward));
    }

    [Fact]
    public void Two_roles_on_one_pin_are_refused() =>
        Assert.Throws<ArgumentException>(() => new GpioLockMotor(_bench.Loop, _bench.Gpio, s_options with { ReversePin = Forward }));

    private GpioLockMotor Motor()
    {
        GpioLockMotor? motor = null;
        _bench.Run(() => motor = new GpioLockMotor(_bench.Loop, _bench.Gpio, s_options));
        motor!.Changed += () => _states.Add(motor.State);
        return motor;
    }

    private GpioLockMotor Locked()
    {
        _bench.Chip.Drive(Switch, PinValue.High);
        return Motor();
    }
}
