namespace ChargerFirmware.Emulator.Physics;

public enum UnplugResult
{
    /// <summary>Whatever was pulled came out, or nothing was in.</summary>
    Freed,

    /// <summary>The station's lock keeps the plug in the socket. The vehicle's end, if pulled too, came free.</summary>
    HeldByLock,

    /// <summary>The vehicle keeps the connector in its inlet.</summary>
    HeldByVehicle,
}
