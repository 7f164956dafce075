using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>How a station restarts (OCPP 1.6, 7.42).</summary>
[JsonConverter(typeof(SpecEnum<ResetType>))]
public enum ResetType
{
    Hard,
    Soft,
}
