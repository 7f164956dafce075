using System.Text.Json.Serialization;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Modbus.Outputs;

/// <summary>What an output of an input/output board says in a board file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    Converters = [typeof(CamelCaseEnum<ModbusOutputKind>)])]
[JsonSerializable(typeof(ModbusRelayOptions))]
[JsonSerializable(typeof(ModbusLockOptions))]
internal sealed partial class OutputJson : JsonSerializerContext;
