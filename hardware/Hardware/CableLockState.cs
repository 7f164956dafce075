namespace ChargerFirmware.Hardware;

public enum CableLockState
{
    /// <summary>Not known yet.</summary>
    Unknown,
    Unlocked,
    Locking,
    Locked,
    Unlocking,

    /// <summary>Jammed: the feedback did not come to locked.</summary>
    FailedToLock,

    /// <summary>Jammed: the feedback did not come to unlocked.</summary>
    FailedToUnlock,

    /// <summary>The device does not answer.</summary>
    Lost,
}
