using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>Whether a local list is replaced or amended (OCPP 1.6, 7.48).</summary>
[JsonConverter(typeof(SpecEnum<UpdateType>))]
public enum UpdateType
{
    Differential,
    Full,
}
