using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>One entry of a local list (OCPP 1.6, 7.1).</summary>
public sealed record AuthorizationData
{
    [JsonConverter(typeof(CiString20))]
    public required string IdTag { get; init; }

    /// <summary>Null in a differential update means that the tag is taken off the list.</summary>
    public IdTagInfo? IdTagInfo { get; init; }
}
