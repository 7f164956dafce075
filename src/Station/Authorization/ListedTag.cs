using System.Text.Json.Serialization;

namespace ChargerFirmware.Station.Authorization;

/// <summary>A row of the local list.</summary>
internal sealed record ListedTag(
    AuthorizationStatus Status,
    [property: JsonPropertyName("parentIdTag"), JsonConverter(typeof(IdTokenText))] IdToken? GroupIdToken,
    DateTimeOffset? ExpiryDate);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ListedTag))]
[JsonSerializable(typeof(int))]
internal sealed partial class LocalListJson : JsonSerializerContext;
