using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Tests.Unit.Emulator.Physics;

public sealed class LockMotorTests
{
    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly LockMotor _lock;
    private readonly List<(double Milliseconds, bool Locked)> _feedback = [];

    public LockMotorTests()
    {
        _lock = new LockMotor(_loop.Time, TimeSpan.FromMilliseconds(400));
        _lock.Changed += () => _feedback.Add((_loop.Elapsed.TotalMilliseconds, _lock.IsLocked));
    }

    [Fact]
    public void It_locks_when_it_was_driven_for_its_whole_travel()
    {
        Drive(forward: true, 600);

        Assert.True(_lock.IsLocked);
        Assert.Equal([(400, true)], _feedback);
    }

    [Fact]
    public void A_short_pulse_leaves_it_halfway_and_the_next_one_goes_on_from_there()
    {
        Drive(forward: true, 250);
        Pass(1000);
        Assert.False(_lock.IsLocked);
        Assert.True(_lock.HoldsPlug);

        Drive(forward: true, 150);
        Assert.True(_lock.IsLocked);
    }

    [Fact]
    public void It_reads_unlocked_as_soon_as_it_leaves_its_end()
    {
        Drive(forward: true, 600);

        Drive(forward: false, 10);

        Assert.Equal([(400, true), (600, false)], _feedback);
        Assert.True(_lock.HoldsPlug);
    }

    [Fact]
    public void It_frees_the_plug_when_it_is_driven_back()
    {
        Drive(forward: true, 600);

        Drive(forward: false, 600);

        Assert.False(_lock.IsLocked);
        Assert.False(_lock.HoldsPlug);
    }

    [Fact]
    public void Both_drives_at_once_brake_it()
    {
        _lock.DriveForward = true;
        Pass(100);
        _lock.DriveReverse = true;
        Pass(1000);

        Assert.False(_lock.IsLocked);
        Assert.False(_lock.HoldsPlug);
    }

    [Fact]
    public void One_jammed_open_does_not_lock()
    {
        _lock.JammedOpen = true;

        Drive(forward: true, 2000);

        Assert.False(_lock.IsLocked);
        Assert.False(_lock.HoldsPlug);
    }

    [Fact]
    public void One_jammed_closed_does_not_unlock_until_it_is_freed()
    {
        Drive(forward: true, 600);
        _lock.JammedClosed = true;

        Drive(forward: false, 2000);
        Assert.True(_lock.IsLocked);

        _lock.JammedClosed = false;
        Drive(forward: false, 400);
        Assert.False(_lock.HoldsPlug);
    }

    private void Drive(bool forward, double milliseconds)
    {
        _lock.DriveForward = forward;
        _lock.DriveReverse = !forward;
        Pass(milliseconds);
        _lock.DriveForward = false;
        _lock.DriveReverse = false;
    }

    private void Pass(double milliseconds) => _loop.RunFor(TimeSpan.FromMilliseconds(milliseconds));
}
