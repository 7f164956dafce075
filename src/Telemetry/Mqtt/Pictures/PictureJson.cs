using System.Text.Json.Serialization;

namespace ChargerFirmware.Telemetry.Mqtt.Pictures;

/// <summary>How pictures are written. Unknown is null and never left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, Converters = [typeof(UtcTime)],
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ConnectorState))]
[JsonSerializable(typeof(FirmwareState))]
[JsonSerializable(typeof(LinkState))]
[JsonSerializable(typeof(Measurement))]
[JsonSerializable(typeof(Orders))]
[JsonSerializable(typeof(RunningTransaction))]
[JsonSerializable(typeof(StationInfo))]
[JsonSerializable(typeof(StationStatus))]
[JsonSerializable(typeof(TelemetryState))]
internal sealed partial class PictureJson : JsonSerializerContext;
