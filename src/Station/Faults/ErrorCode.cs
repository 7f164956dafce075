namespace ChargerFirmware.Station.Faults;

/// <summary>What a fault is called towards a central system, OCPP 1.6 section 7.6 (ChargePointErrorCode).</summary>
public enum ErrorCode
{
    NoError,
    ConnectorLockFailure,
    EVCommunicationError,
    GroundFailure,
    HighTemperature,
    InternalError,
    LocalListConflict,
    OtherError,
    OverCurrentFailure,
    OverVoltage,
    PowerMeterFailure,
    PowerSwitchFailure,
    ReaderFailure,
    ResetFailure,
    UnderVoltage,
    WeakSignal,
}
