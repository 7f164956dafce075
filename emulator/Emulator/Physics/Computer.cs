namespace ChargerFirmware.Emulator.Physics;

/// <summary>The computer that the station runs on: how it is fed, and as far as it can fail.</summary>
public sealed class Computer
{
    private readonly Supply _supply;
    private readonly TimeSpan _batteryLasts;
    private readonly OneShot _battery;

    /// <param name="batteryLasts">How long it lives without the mains; it is charged as soon as they are back.</param>
    public Computer(TimeProvider time, Supply supply, TimeSpan batteryLasts)
    {
        _supply = supply;
        _batteryLasts = batteryLasts;
        _battery = new OneShot(time, () => Feed(fed: false));
        supply.Changed += FollowSupply;
    }

    /// <summary>By the mains, or by a battery that is not empty.</summary>
    public bool IsFed { get; private set; } = true;

    /// <summary>Fault: nothing can be written to its disk; what stands on it can be read.</summary>
    public bool DiskFails { get; set; }

    /// <summary>Fault: the station finds the file of its store damaged when it starts. All that stands in it can still be read.</summary>
    public bool StoreDamaged { get; set; }

    /// <summary>Fault: what should restart the station does not.</summary>
    public bool RestartFails { get; set; }

    /// <summary>How far its clock is ahead of civil time when it starts; one without a battery is years behind.</summary>
    public TimeSpan ClockError { get; set; }

    /// <summary><see cref="IsFed"/> has changed.</summary>
    public event Action? FedChanged;

    /// <summary>Somebody makes a turn of the program fail.</summary>
    public event Action? TurnFailed;

    /// <summary>Fault: a defect in the program shows, as a bit that flips in its memory does.</summary>
    public void FailTurn() => TurnFailed?.Invoke();

    private void FollowSupply()
    {
        if (_supply.IsPresent)
        {
            _battery.Cancel();
            Feed(fed: true);
        }
        else if (_batteryLasts == TimeSpan.Zero)
        {
            Feed(fed: false);
        }
        else if (IsFed && !_battery.IsRunning)
        {
            _battery.Start(_batteryLasts);
        }
    }

    private void Feed(bool fed)
    {
        if (IsFed != fed)
        {
            IsFed = fed;
            FedChanged?.Invoke();
        }
    }
}
