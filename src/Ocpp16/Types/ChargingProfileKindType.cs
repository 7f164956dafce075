using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>What the time of a charging profile counts from (OCPP 1.6, 7.9).</summary>
[JsonConverter(typeof(SpecEnum<ChargingProfileKindType>))]
public enum ChargingProfileKindType
{
    Absolute,
    Recurring,
    Relative,
}
