using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>Whether a change of availability happens (OCPP 1.6, 7.3).</summary>
[JsonConverter(typeof(SpecEnum<AvailabilityStatus>))]
public enum AvailabilityStatus
{
    Accepted,
    Rejected,
    Scheduled,
}
