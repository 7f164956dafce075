using System.Text.Json.Serialization;
using ChargerFirmware.Telemetry.Mqtt;

namespace ChargerFirmware.Telemetry.Events;

/// <summary>How events are written, on disk and to the broker.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, Converters = [typeof(UtcTime)],
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LegacyEvent))]
[JsonSerializable(typeof(TransactionEvent))]
[JsonSerializable(typeof(FaultEvent))]
[JsonSerializable(typeof(EventCounter))]
internal sealed partial class EventJson : JsonSerializerContext;
