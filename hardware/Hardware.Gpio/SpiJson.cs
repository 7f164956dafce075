using System.Text.Json.Serialization;

namespace ChargerFirmware.Hardware.Gpio;

/// <summary>What an SPI bus and the devices on it say in a board file. Of options that may be absent, see <see cref="GpioJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SpiBusOptions))]
[JsonSerializable(typeof(Mfrc522Options))]
internal sealed partial class SpiJson : JsonSerializerContext;
