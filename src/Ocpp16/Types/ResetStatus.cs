using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>Whether a station will restart (OCPP 1.6, 7.41).</summary>
[JsonConverter(typeof(SpecEnum<ResetStatus>))]
public enum ResetStatus
{
    Accepted,
    Rejected,
}
