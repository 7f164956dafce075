using static ChargerFirmware.Station.Faults.FaultClass;
using static ChargerFirmware.Station.Faults.FaultScope;

namespace ChargerFirmware.Station.Faults;

/// <summary>The faults this station detects. Which are present follows from its devices; nothing sets one by hand.</summary>
public static class KnownFaults
{
    public static Fault EmergencyStop { get; } = new("emergency-stop", StopNow, WholeStation, ErrorCode.OtherError, "EmergencyStop")
    {
        Recovery = "it is released and acknowledged",
    };

    public static Fault DoorOpen { get; } = new("door-open", StopNow, WholeStation, ErrorCode.OtherError, "DoorOpen")
    {
        Recovery = "the door is closed",
    };

    public static Fault InsulationLow { get; } = new("insulation-low", StopNow, OneConnector, ErrorCode.GroundFailure)
    {
        Recovery = "the insulation is good again and the vehicle is unplugged",
    };

    public static Fault ResidualCurrent { get; } = new("residual-current", StopNow, OneConnector, ErrorCode.GroundFailure)
    {
        Recovery = "the monitor is reset and the vehicle is unplugged",
    };

    public static Fault EarthLost { get; } = new("earth-lost", StopNow, OneConnector, ErrorCode.GroundFailure)
    {
        Recovery = "the earth is good again and the vehicle is unplugged",
    };

    public static Fault OutputOverVoltage { get; } = new("output-over-voltage", StopNow, OneConnector, ErrorCode.OverVoltage)
    {
        Recovery = "the voltage has been normal for 10 s",
    };

    public static Fault SupplyOverVoltage { get; } = new("supply-over-voltage", StopNow, WholeStation, ErrorCode.OverVoltage)
    {
        Recovery = "the voltage has been normal for 10 s",
    };

    /// <summary>The mains are lost, and a battery lets the station see it: contactors have fallen by themselves.</summary>
    public static Fault SupplyLost { get; } = new("supply-lost", StopNow, WholeStation, ErrorCode.UnderVoltage)
    {
        Recovery = "the mains are back",
    };

    public static Fault SupplyUnderVoltage { get; } = new("supply-under-voltage", Stop, WholeStation, ErrorCode.UnderVoltage)
    {
        Recovery = "the voltage has been normal for 10 s",
    };

    public static Fault OverCurrent { get; } = new("over-current", Stop, OneConnector, ErrorCode.OverCurrentFailure)
    {
        Recovery = "the vehicle is unplugged",
    };

    public static Fault OverTemperature { get; } = new("over-temperature", Stop, OneConnector, ErrorCode.HighTemperature)
    {
        Recovery = "it is 10 K below the threshold",
    };

    public static Fault ContactorStuckOpen { get; } = new("contactor-stuck-open", Stop, OneConnector, ErrorCode.PowerSwitchFailure)
    {
        Recovery = "the contactor closes when it is tried again",
    };

    public static Fault ContactorWelded { get; } = new("contactor-welded", Stop, OneConnector, ErrorCode.PowerSwitchFailure)
    {
        Recovery = "service clears it with the feedback proven open (service clear-weld)",
    };

    public static Fault MeterSilent { get; } = new("meter-silent", Stop, OneConnector, ErrorCode.PowerMeterFailure)
    {
        Recovery = "the meter answers again",
    };

    /// <summary>
    /// Another meter answers, or the register does not go on from where it was: what was billed by it ends at its last believed reading.
    /// </summary>
    public static Fault MeterChanged { get; } = new("meter-changed", Stop, OneConnector, ErrorCode.PowerMeterFailure, "MeterChanged")
    {
        Recovery = "the readings go on from one register",
    };

    /// <summary>The relay's bus is silent.</summary>
    public static Fault RelayLost { get; } = new("bus-lost", Stop, OneConnector, ErrorCode.PowerSwitchFailure, "RelayLost")
    {
        Recovery = "the relay answers again",
    };

    /// <summary>The charge controller's bus is silent.</summary>
    public static Fault ControllerLost { get; } = new("bus-lost", Stop, OneConnector, ErrorCode.InternalError, "ControllerLost")
    {
        Recovery = "the charge controller answers again",
    };

    /// <summary>The lock's bus is silent.</summary>
    public static Fault LockLost { get; } = new("bus-lost", Stop, OneConnector, ErrorCode.ConnectorLockFailure, "LockLost")
    {
        Recovery = "the lock answers again",
    };

    /// <summary>A sensor that protects the outlet is silent: what it guards against would go unseen.</summary>
    public static Fault SensorLost { get; } = new("bus-lost", Stop, OneConnector, ErrorCode.InternalError, "SensorLost")
    {
        Recovery = "the sensor answers again",
    };

    public static Fault LockStuckOpen { get; } = new("lock-stuck-open", Prevent, OneConnector, ErrorCode.ConnectorLockFailure)
    {
        Recovery = "the vehicle is unplugged or the lock locks",
    };

    public static Fault LockStuckClosed { get; } = new("lock-stuck-closed", Warn, OneConnector, ErrorCode.ConnectorLockFailure)
    {
        Recovery = "the lock unlocks",
    };

    public static Fault ReaderDead { get; } = new("reader-dead", Warn, WholeStation, ErrorCode.ReaderFailure)
    {
        Recovery = "the reader answers again",
    };

    public static Fault EvCommunicationLost { get; } = new("ev-communication-lost", Warn, OneConnector, ErrorCode.EVCommunicationError)
    {
        Recovery = "a vehicle is plugged in anew",
    };

    public static Fault StoreFailing { get; } = new("store-failing", Prevent, WholeStation, ErrorCode.InternalError)
    {
        Recovery = "the store can be written again",
    };

    /// <summary>At its start the station found its store damaged and put another in its place: what was lost may be missed.</summary>
    public static Fault StoreReplaced { get; } = new("store-replaced", Warn, WholeStation, ErrorCode.InternalError, "StoreReplaced")
    {
        Recovery = "the station is started again",
    };

    /// <summary>A fault in our own logic on the energy path.</summary>
    public static Fault LogicFailing { get; } = new("logic-failing", Stop, OneConnector, ErrorCode.InternalError)
    {
        Recovery = "the station is started again",
    };

    public static Fault WeakSignal { get; } = new("weak-signal", Warn, WholeStation, ErrorCode.WeakSignal)
    {
        Recovery = "the signal is good again",
    };

    /// <summary>The local list contradicts the central system.</summary>
    public static Fault LocalListConflict { get; } = new("local-list-conflict", Warn, WholeStation, ErrorCode.LocalListConflict)
    {
        Recovery = "the central system and the local list agree",
    };

    /// <summary>A reset was asked for and failed ResetRetries times.</summary>
    public static Fault ResetFailing { get; } = new("reset-failing", Warn, WholeStation, ErrorCode.ResetFailure)
    {
        Recovery = "a reset succeeds",
    };

    /// <summary>In the order in which an error code finds the first that has it.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        EmergencyStop, DoorOpen, InsulationLow, ResidualCurrent, EarthLost, OutputOverVoltage, SupplyOverVoltage, SupplyUnderVoltage, SupplyLost,
        OverCurrent, OverTemperature, ContactorStuckOpen, ContactorWelded, MeterSilent, MeterChanged, RelayLost, ControllerLost, SensorLost,
        LockStuckOpen, LockStuckClosed, LockLost, ReaderDead, EvCommunicationLost, StoreFailing, LogicFailing, WeakSignal,
        LocalListConflict, ResetFailing, StoreReplaced,
    ];
}
