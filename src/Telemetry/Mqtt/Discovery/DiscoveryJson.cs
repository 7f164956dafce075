using System.Text.Json.Serialization;

namespace ChargerFirmware.Telemetry.Mqtt.Discovery;

/// <summary>How Home Assistant reads configurations.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(EntityConfig))]
internal sealed partial class DiscoveryJson : JsonSerializerContext;
