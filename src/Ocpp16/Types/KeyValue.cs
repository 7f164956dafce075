using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>One configuration key as a station reports it (OCPP 1.6, 7.29).</summary>
public sealed record KeyValue
{
    [JsonConverter(typeof(CiString50))]
    public required string Key { get; init; }

    public required bool Readonly { get; init; }

    /// <summary>Null where the key has no value, or one that may not be read.</summary>
    [JsonConverter(typeof(CiString500))]
    public string? Value { get; init; }
}
