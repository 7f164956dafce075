using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Faults;

namespace ChargerFirmware.Station.Ocpp16.Mapping;

/// <summary>What a fault is called in StatusNotification (OCPP 1.6, 7.6).</summary>
public static class ErrorCodes
{
    public static ChargePointErrorCode Write(ErrorCode code) => code switch
    {
        ErrorCode.NoError => ChargePointErrorCode.NoError,
        ErrorCode.ConnectorLockFailure => ChargePointErrorCode.ConnectorLockFailure,
        ErrorCode.EVCommunicationError => ChargePointErrorCode.EVCommunicationError,
        ErrorCode.GroundFailure => ChargePointErrorCode.GroundFailure,
        ErrorCode.HighTemperature => ChargePointErrorCode.HighTemperature,
        ErrorCode.InternalError => ChargePointErrorCode.InternalError,
        ErrorCode.LocalListConflict => ChargePointErrorCode.LocalListConflict,
        ErrorCode.OtherError => ChargePointErrorCode.OtherError,
        ErrorCode.OverCurrentFailure => ChargePointErrorCode.OverCurrentFailure,
        ErrorCode.OverVoltage => ChargePointErrorCode.OverVoltage,
        ErrorCode.PowerMeterFailure => ChargePointErrorCode.PowerMeterFailure,
        ErrorCode.PowerSwitchFailure => ChargePointErrorCode.PowerSwitchFailure,
        ErrorCode.ReaderFailure => ChargePointErrorCode.ReaderFailure,
        ErrorCode.ResetFailure => ChargePointErrorCode.ResetFailure,
        ErrorCode.UnderVoltage => ChargePointErrorCode.UnderVoltage,
        ErrorCode.WeakSignal => ChargePointErrorCode.WeakSignal,
    };
}
