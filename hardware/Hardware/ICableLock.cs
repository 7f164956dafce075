namespace ChargerFirmware.Hardware;

/// <summary>
/// Keeps the plug of a detachable cable in the socket (IEC 61851-1, IEC 62196-2). Used on the loop only; commands return at
/// once and <see cref="Changed"/> reports what came of them. A command during a movement takes effect after it.
/// </summary>
public interface ICableLock
{
    CableLockState State { get; }

    /// <summary>Some change of <see cref="State"/>. Raised on the loop.</summary>
    event Action? Changed;

    /// <summary>Leads to <see cref="CableLockState.Locked"/> or, after the driver's attempts, <see cref="CableLockState.FailedToLock"/>.</summary>
    void Lock();

    /// <summary>
    /// Leads to <see cref="CableLockState.Unlocked"/> or, after the driver's attempts, <see cref="CableLockState.FailedToUnlock"/>. The bolt
    /// is driven even where it counts as unlocked: one that jammed half-way may read so.
    /// </summary>
    void Unlock();
}
