using System.Text.Json.Serialization;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Modbus.Maps;

namespace ChargerFirmware.Hardware.Modbus.Meters;

/// <summary>What a meter says in a board file, and its model in a map file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    Converters = [typeof(CamelCaseEnum<WordOrder>)])]
[JsonSerializable(typeof(ModbusMeterOptions))]
[JsonSerializable(typeof(MeterFile))]
[JsonSerializable(typeof(MeterQuantitiesFile))]
[JsonSerializable(typeof(MeterPhaseFile))]
[JsonSerializable(typeof(MeterFrameFile))]
internal sealed partial class MeterJson : JsonSerializerContext;
