namespace ChargerFirmware.Hardware;

/// <summary>What a contactor is commanded to and what its feedback contact says of it.</summary>
public enum RelayState
{
    /// <summary>Coil released, feedback open.</summary>
    Open,

    /// <summary>Coil energised, feedback not closed yet.</summary>
    Closing,

    /// <summary>Coil energised, feedback closed.</summary>
    Closed,

    /// <summary>Coil released, feedback not open yet.</summary>
    Opening,

    /// <summary>The feedback did not close in time, or opened under a closed command. The coil is released.</summary>
    FailedToClose,

    /// <summary>Coil released, feedback closed for longer than opening takes: the outlet may be live.</summary>
    Welded,

    /// <summary>The device does not answer; nothing is known, and nothing may be started.</summary>
    Lost,
}
