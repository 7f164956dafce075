namespace ChargerFirmware.Emulator.Physics;

/// <summary>How far a DC session has come, IEC 61851-23 annex CC.</summary>
public enum DcPhase
{
    /// <summary>No vehicle.</summary>
    Idle,

    /// <summary>Plugged, communication is being set up (SLAC, protocol negotiation).</summary>
    Connecting,

    /// <summary>Communication stands; the vehicle waits for authorization.</summary>
    Authorising,
    CableCheck,
    Precharge,

    /// <summary>Precharge done: the contactor may close.</summary>
    Ready,

    /// <summary>Contactor closed, current as the vehicle asks.</summary>
    Charging,

    /// <summary>The source ramps down.</summary>
    Stopping,

    /// <summary>The session is over; a new one needs a new plug-in or a new permission.</summary>
    Ended,
}
