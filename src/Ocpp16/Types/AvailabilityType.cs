using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>What a connector is to become (OCPP 1.6, 7.4).</summary>
[JsonConverter(typeof(SpecEnum<AvailabilityType>))]
public enum AvailabilityType
{
    Inoperative,
    Operative,
}
