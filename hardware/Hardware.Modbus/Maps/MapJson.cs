using System.Text.Json.Serialization;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Modbus.Maps;

/// <summary>What all map files have in common.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    Converters = [typeof(CamelCaseEnum<RegisterType>)])]
[JsonSerializable(typeof(RegisterFile))]
[JsonSerializable(typeof(BlockFile))]
internal sealed partial class MapJson : JsonSerializerContext;
