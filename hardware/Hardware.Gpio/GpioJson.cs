using System.Text.Json.Serialization;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>What a GPIO bus and the devices on its lines say in a board file.</summary>
/// <remarks>
/// Options that may be absent are settable in their records: the generated code gives an absent init-only property the default
/// of its type and not the one it was declared with.
/// </remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    Converters = [typeof(CamelCaseEnum<PinPull>)])]
[JsonSerializable(typeof(GpioBusOptions))]
[JsonSerializable(typeof(GpioRelayOptions))]
[JsonSerializable(typeof(GpioLockMotorOptions))]
[JsonSerializable(typeof(GpioContactOptions))]
[JsonSerializable(typeof(GpioEnableLineOptions))]
internal sealed partial class GpioJson : JsonSerializerContext;
