namespace ChargerFirmware.Emulator.Physics;

/// <summary>The computer that the station runs on, as far as it can fail.</summary>
public sealed class Computer
{
    /// <summary>Fault: nothing can be written to its disk; what stands on it can be read.</summary>
    public bool DiskFails { get; set; }

    /// <summary>Fault: what should restart the station does not.</summary>
    public bool RestartFails { get; set; }

    /// <summary>How far its clock is ahead of civil time when it starts; one without a battery is years behind.</summary>
    public TimeSpan ClockError { get; set; }

    /// <summary>Somebody makes a turn of the program fail.</summary>
    public event Action? TurnFailed;

    /// <summary>Fault: a defect in the program shows, as a bit that flips in its memory does.</summary>
    public void FailTurn() => TurnFailed?.Invoke();
}
