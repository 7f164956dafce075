using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>Whether the message asked for will come (OCPP 1.6, 7.44).</summary>
[JsonConverter(typeof(SpecEnum<TriggerMessageStatus>))]
public enum TriggerMessageStatus
{
    Accepted,
    Rejected,
    NotImplemented,
}
