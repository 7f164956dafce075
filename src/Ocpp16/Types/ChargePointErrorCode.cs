using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>What is wrong with a connector or the station (OCPP 1.6, 7.6).</summary>
[JsonConverter(typeof(SpecEnum<ChargePointErrorCode>))]
public enum ChargePointErrorCode
{
    ConnectorLockFailure,
    EVCommunicationError,
    GroundFailure,
    HighTemperature,
    InternalError,
    LocalListConflict,
    NoError,
    OtherError,
    OverCurrentFailure,
    PowerMeterFailure,
    PowerSwitchFailure,
    ReaderFailure,
    ResetFailure,
    UnderVoltage,
    OverVoltage,
    WeakSignal,
}
