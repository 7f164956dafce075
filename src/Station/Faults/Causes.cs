using static ChargerFirmware.Station.Faults.CauseClass;
using static ChargerFirmware.Station.Faults.CauseScope;

namespace ChargerFirmware.Station.Faults;

/// <summary>The causes this station detects. Which are present follows from its devices; nothing sets one by hand.</summary>
public static class Causes
{
    public static Cause EmergencyStop { get; } = new("emergency-stop", StopNow, CauseScope.Station, ErrorCode.OtherError, "EmergencyStop");

    public static Cause DoorOpen { get; } = new("door-open", StopNow, CauseScope.Station, ErrorCode.OtherError, "DoorOpen");

    public static Cause OverCurrent { get; } = new("over-current", Stop, Connector, ErrorCode.OverCurrentFailure);

    public static Cause ContactorStuckOpen { get; } = new("contactor-stuck-open", Stop, Connector, ErrorCode.PowerSwitchFailure);

    public static Cause ContactorWelded { get; } = new("contactor-welded", Stop, Connector, ErrorCode.PowerSwitchFailure);

    public static Cause MeterSilent { get; } = new("meter-silent", Stop, Connector, ErrorCode.PowerMeterFailure);

    /// <summary>The relay's bus is silent.</summary>
    public static Cause RelayLost { get; } = new("bus-lost", Stop, Connector, ErrorCode.PowerSwitchFailure, "RelayLost");

    /// <summary>The charge controller's bus is silent.</summary>
    public static Cause ControllerLost { get; } = new("bus-lost", Stop, Connector, ErrorCode.InternalError, "ControllerLost");

    /// <summary>The lock's bus is silent.</summary>
    public static Cause LockLost { get; } = new("bus-lost", Stop, Connector, ErrorCode.ConnectorLockFailure, "LockLost");

    public static Cause LockStuckOpen { get; } = new("lock-stuck-open", Prevent, Connector, ErrorCode.ConnectorLockFailure);

    public static Cause LockStuckClosed { get; } = new("lock-stuck-closed", Warn, Connector, ErrorCode.ConnectorLockFailure);

    public static Cause ReaderDead { get; } = new("reader-dead", Warn, CauseScope.Station, ErrorCode.ReaderFailure);

    public static Cause EvCommunicationLost { get; } = new("ev-communication-lost", Warn, Connector, ErrorCode.EVCommunicationError);

    public static Cause StoreFailing { get; } = new("store-failing", Prevent, CauseScope.Station, ErrorCode.InternalError);

    /// <summary>A reset was asked for and failed ResetRetries times.</summary>
    public static Cause ResetFailing { get; } = new("reset-failing", Warn, CauseScope.Station, ErrorCode.ResetFailure);

    /// <summary>A fault in our own logic on the energy path.</summary>
    public static Cause LogicFailing { get; } = new("logic-failing", Stop, Connector, ErrorCode.InternalError);
}
