using System.Text.Json.Serialization;

namespace ChargerFirmware.Station.Events;

/// <summary>What led to an event. OCPP 2.0.1 asks for it (TriggerReasonEnumType); 1.6 has no word for most of it.</summary>
/// <remarks>A store holds the names; those that were spelt otherwise stay so there.</remarks>
public enum EventTrigger
{
    [JsonStringEnumMemberName("Authorised")]
    Authorized,

    RemoteStart,
    CablePluggedIn,
    CableUnplugged,

    [JsonStringEnumMemberName("StopAuthorised")]
    StopAuthorized,

    RemoteStop,
    UnlockCommand,

    [JsonStringEnumMemberName("Deauthorised")]
    Deauthorized,

    MeterValueClock,
    MeterValuePeriodic,
    ChargingStateChanged,
    ChargingRateChanged,
    AbnormalCondition,
    ResetCommand,
    FaultChanged,
}
