using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>Whether the authorization cache was cleared (OCPP 1.6, 7.20).</summary>
[JsonConverter(typeof(SpecEnum<ClearCacheStatus>))]
public enum ClearCacheStatus
{
    Accepted,
    Rejected,
}
