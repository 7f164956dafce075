namespace ChargerFirmware.Hardware.Modbus.Controllers;

/// <summary>How far a DC controller says it has come, IEC 61851-23 annex CC.</summary>
public enum DcSessionPhase
{
    Idle,
    Connecting,
    Authorising,
    CableCheck,
    Precharge,

    /// <summary>Precharge done: the contactor may close.</summary>
    Ready,
    Charging,
    Stopping,
    Ended,
}
