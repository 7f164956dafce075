namespace ChargerFirmware.Station.Connectors;

/// <summary>What came of a command to unlock (OCPP 1.6, 5.18).</summary>
public enum UnlockResult
{
    Unlocked,

    /// <summary>It was tried, and the lock is closed still.</summary>
    UnlockFailed,

    /// <summary>There is no lock: a fixed cable, or no such connector.</summary>
    NotSupported,
}
