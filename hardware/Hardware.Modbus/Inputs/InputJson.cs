using System.Text.Json.Serialization;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Modbus.Maps;

namespace ChargerFirmware.Hardware.Modbus.Inputs;

/// <summary>What a value in a register says in a board file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    Converters = [typeof(CamelCaseEnum<RegisterType>), typeof(CamelCaseEnum<WordOrder>)])]
[JsonSerializable(typeof(ModbusInputOptions))]
[JsonSerializable(typeof(ModbusResidualCurrentOptions))]
internal sealed partial class InputJson : JsonSerializerContext;
