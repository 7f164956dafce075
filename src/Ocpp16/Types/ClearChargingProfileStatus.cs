using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>Whether any profile was cleared (OCPP 1.6, 7.21).</summary>
[JsonConverter(typeof(SpecEnum<ClearChargingProfileStatus>))]
public enum ClearChargingProfileStatus
{
    Accepted,
    Unknown,
}
