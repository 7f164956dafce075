using ChargerFirmware.Emulator.Devices.Modbus;
using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Modbus.Outputs;

namespace ChargerFirmware.Tests.Unit.HardwareModbus;

/// <summary>A lock with a drive of its own behind an output; its switch on an input.</summary>
public sealed class ModbusLockTests
{
    private static readonly ModbusLockOptions s_options = new() { Address = 1, FeedbackFunction = 2, FeedbackAddress = 1, PollMs = 100 };

    private readonly ModbusBench _bench = new();
    private readonly LockMotor _motor;
    private readonly ModbusLock _lock;
    private readonly List<CableLockState> _states = [];

    public ModbusLockTests()
    {
        _motor = new LockMotor(_bench.Loop.Time, TimeSpan.FromMilliseconds(400));
        var board = new EmulatedOutputBoard(_bench.Loop.Time, new Supply(_bench.Loop.Time, RandomSource.Seeded(1)));
        board.Add(s_options, null, on => (_motor.DriveForward, _motor.DriveReverse) = (on, !on), () => _motor.IsLocked);
        _bench.Line.Add(1, board);
        _lock = new ModbusLock(_bench.Loop, _bench.Bus, s_options);
        _bench.RunFor(1);
        _lock.Changed += () => _states.Add(_lock.State);
    }

    [Fact]
    public void It_locks_and_lets_go_of_the_plug_before_it_says_so()
    {
        Command(_lock.Lock, 1);
        Assert.True(_motor.HoldsPlug);
        _bench.Loop.Run(() => _lock.Changed += () => Assert.True(_lock.State != CableLockState.Unlocked || !_motor.HoldsPlug));
        Command(_lock.Unlock, 2);

        Assert.Equal([CableLockState.Locking, CableLockState.Locked, CableLockState.Unlocking, CableLockState.Unlocked], _states);
    }

    [Fact]
    public void A_command_during_a_movement_takes_effect_after_it()
    {
        Command(_lock.Lock, 1);
        Command(() =>
        {
            _lock.Unlock();
            _lock.Lock();
        }, 3);

        Assert.Equal(
            [CableLockState.Locking, CableLockState.Locked, CableLockState.Unlocking, CableLockState.Unlocked, CableLockState.Locking, CableLockState.Locked],
            _states);
    }

    [Fact]
    public void Jammed_it_says_so_and_follows_when_it_comes_free()
    {
        _motor.JammedOpen = true;
        Command(_lock.Lock, 4);
        Assert.Equal(CableLockState.FailedToLock, _lock.State);

        _motor.JammedOpen = false;
        _bench.RunFor(1);
        Assert.Equal(CableLockState.Locked, _lock.State);
    }

    [Fact]
    public void A_lost_line_leaves_the_bolt_where_it_is()
    {
        Command(_lock.Lock, 1);
        _bench.Line.IsSilent = true;
        _bench.RunFor(3);
        Assert.Equal(CableLockState.Lost, _lock.State);
        Assert.True(_motor.IsLocked);

        _bench.Line.IsSilent = false;
        _bench.RunFor(1);
        Assert.Equal(CableLockState.Locked, _lock.State);
    }

    [Fact]
    public void A_new_process_leaves_a_locked_bolt_locked()
    {
        Command(_lock.Lock, 1);
        _lock.Dispose();
        using var another = new ModbusLock(_bench.Loop, _bench.Bus, s_options);
        _bench.RunFor(2);

        Assert.Equal(CableLockState.Locked, another.State);
        Assert.True(_motor.IsLocked);
    }

    private void Command(Action command, double seconds)
    {
        _bench.Loop.Run(command);
        _bench.RunFor(seconds);
    }
}
