using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Hardware.Modbus.Controllers;

namespace ChargerFirmware.Emulator.Devices.Modbus;

/// <summary>What a controller calls the phase that the physics is in.</summary>
public static class DcPhases
{
    public static DcSessionPhase Write(DcPhase phase) => phase switch
    {
        DcPhase.Idle => DcSessionPhase.Idle,
        DcPhase.Connecting => DcSessionPhase.Connecting,
        DcPhase.Authorising => DcSessionPhase.Authorising,
        DcPhase.CableCheck => DcSessionPhase.CableCheck,
        DcPhase.Precharge => DcSessionPhase.Precharge,
        DcPhase.Ready => DcSessionPhase.Ready,
        DcPhase.Charging => DcSessionPhase.Charging,
        DcPhase.Stopping => DcSessionPhase.Stopping,
        DcPhase.Ended => DcSessionPhase.Ended,
    };
}
