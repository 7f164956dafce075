using System.Text.Json.Serialization;
using ChargerFirmware.Hardware.Boards;
using ChargerFirmware.Hardware.Buses;
using ChargerFirmware.Hardware.Modbus.Controllers;
using ChargerFirmware.Hardware.Modbus.Maps;
using ChargerFirmware.Hardware.Modbus.Inputs;
using ChargerFirmware.Hardware.Modbus.Meters;
using ChargerFirmware.Hardware.Modbus.Outputs;

namespace ChargerFirmware.Hardware.Modbus;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    Converters =
    [
        typeof(CamelCaseEnum<SerialParity>), typeof(CamelCaseEnum<RegisterType>), typeof(CamelCaseEnum<WordOrder>), typeof(CamelCaseEnum<ModbusOutputKind>),
    ])]
[JsonSerializable(typeof(ModbusRtuOptions))]
[JsonSerializable(typeof(ModbusTcpOptions))]
[JsonSerializable(typeof(ModbusMeterOptions))]
[JsonSerializable(typeof(SimpleEvseOptions))]
[JsonSerializable(typeof(SimpleEvseRelayOptions))]
[JsonSerializable(typeof(ModbusDcControllerOptions))]
[JsonSerializable(typeof(ModbusInputOptions))]
[JsonSerializable(typeof(ModbusResidualCurrentOptions))]
[JsonSerializable(typeof(ModbusRelayOptions))]
[JsonSerializable(typeof(ModbusLockOptions))]
[JsonSerializable(typeof(RegisterFile))]
[JsonSerializable(typeof(BlockFile))]
[JsonSerializable(typeof(MeterFile))]
[JsonSerializable(typeof(MeterQuantitiesFile))]
[JsonSerializable(typeof(MeterPhaseFile))]
[JsonSerializable(typeof(MeterFrameFile))]
[JsonSerializable(typeof(DcControllerFile))]
[JsonSerializable(typeof(DcStatusFile))]
[JsonSerializable(typeof(DcCommandFile))]
internal sealed partial class ModbusJson : JsonSerializerContext;
