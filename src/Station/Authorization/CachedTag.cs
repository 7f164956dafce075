using System.Text.Json.Serialization;

namespace ChargerFirmware.Station.Authorization;

/// <summary>A row of the authorization cache.</summary>
/// <param name="Sequence">Higher is younger.</param>
internal sealed record CachedTag(
    AuthorizationStatus Status,
    [property: JsonPropertyName("parentIdTag"), JsonConverter(typeof(IdTokenText))] IdToken? GroupIdToken,
    DateTimeOffset? ExpiryDate,
    long Sequence);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CachedTag))]
internal sealed partial class CachedTagJson : JsonSerializerContext;
