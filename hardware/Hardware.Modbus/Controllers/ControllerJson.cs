using System.Text.Json.Serialization;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Modbus.Maps;

namespace ChargerFirmware.Hardware.Modbus.Controllers;

/// <summary>What a charge controller says in a board file, and a DC controller's model in a map file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    Converters = [typeof(CamelCaseEnum<WordOrder>)])]
[JsonSerializable(typeof(SimpleEvseOptions))]
[JsonSerializable(typeof(SimpleEvseRelayOptions))]
[JsonSerializable(typeof(ModbusDcControllerOptions))]
[JsonSerializable(typeof(DcControllerFile))]
[JsonSerializable(typeof(DcStatusFile))]
[JsonSerializable(typeof(DcCommandFile))]
internal sealed partial class ControllerJson : JsonSerializerContext;
