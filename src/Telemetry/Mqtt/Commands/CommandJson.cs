using System.Text.Json.Serialization;

namespace ChargerFirmware.Telemetry.Mqtt.Commands;

/// <summary>How answers are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTime)], GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CommandAnswer))]
internal sealed partial class CommandJson : JsonSerializerContext;
