using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>What a limit is given in: amperes per phase or watts in all (OCPP 1.6, 7.12).</summary>
[JsonConverter(typeof(SpecEnum<ChargingRateUnitType>))]
public enum ChargingRateUnitType
{
    A,
    W,
}
