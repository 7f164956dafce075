namespace ChargerFirmware.Station.Events;

/// <summary>What led to an event. OCPP 2.0.1 asks for it (TriggerReasonEnumType); 1.6 has no word for most of it.</summary>
public enum EventTrigger
{
    Authorised,
    RemoteStart,
    CablePluggedIn,
    CableUnplugged,
    StopAuthorised,
    RemoteStop,
    UnlockCommand,
    Deauthorised,
    MeterValueClock,
    MeterValuePeriodic,
    ChargingStateChanged,
    ChargingRateChanged,
    AbnormalCondition,
    ResetCommand,
    FaultChanged,
}
