using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>How a sampled value is written; absent means Raw (OCPP 1.6, 7.49).</summary>
[JsonConverter(typeof(SpecEnum<ValueFormat>))]
public enum ValueFormat
{
    Raw,
    SignedData,
}
