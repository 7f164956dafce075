using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>What became of a charging profile (OCPP 1.6, 7.11).</summary>
[JsonConverter(typeof(SpecEnum<ChargingProfileStatus>))]
public enum ChargingProfileStatus
{
    Accepted,
    Rejected,
    NotSupported,
}
