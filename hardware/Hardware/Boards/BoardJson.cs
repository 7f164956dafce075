using System.Text.Json.Serialization;

namespace ChargerFirmware.Hardware.Boards;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    Converters = [typeof(CamelCaseEnum<CurrentKind>), typeof(CamelCaseEnum<CableKind>), typeof(CamelCaseEnum<CurrentReference>)])]
[JsonSerializable(typeof(BoardIdentity))]
[JsonSerializable(typeof(StationRoles))]
[JsonSerializable(typeof(ConnectorRoles))]
public sealed partial class BoardJson : JsonSerializerContext;
