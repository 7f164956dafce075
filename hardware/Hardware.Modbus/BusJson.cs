using System.Text.Json.Serialization;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Buses;

namespace ChargerFirmware.Hardware.Modbus;

/// <summary>What a bus says in a board file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    Converters = [typeof(CamelCaseEnum<SerialParity>)])]
[JsonSerializable(typeof(ModbusRtuOptions))]
[JsonSerializable(typeof(ModbusTcpOptions))]
internal sealed partial class BusJson : JsonSerializerContext;
