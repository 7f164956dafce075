using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>Whether a schedule can be reported (OCPP 1.6, 7.26).</summary>
[JsonConverter(typeof(SpecEnum<GetCompositeScheduleStatus>))]
public enum GetCompositeScheduleStatus
{
    Accepted,
    Rejected,
}
