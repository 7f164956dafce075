namespace ChargerFirmware.Emulator.Physics;

public enum PlugResult
{
    Plugged,

    /// <summary>Something is plugged in there already.</summary>
    Occupied,

    /// <summary>The lock's bolt is in the way.</summary>
    BlockedByLock,

    /// <summary>The vehicle has no such inlet.</summary>
    DoesNotFit,
}
