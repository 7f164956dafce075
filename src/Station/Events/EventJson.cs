using System.Text.Json.Serialization;
using ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Station.Events;

/// <summary>The log's rows as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(StationEvent))]
[JsonSerializable(typeof(TransactionStarted))]
[JsonSerializable(typeof(TransactionSampled))]
[JsonSerializable(typeof(TransactionEnded))]
[JsonSerializable(typeof(FaultChanged))]
[JsonSerializable(typeof(TokenAuthorized))]
[JsonSerializable(typeof(PlugChanged))]
[JsonSerializable(typeof(ChargingStateChanged))]
[JsonSerializable(typeof(LimitChanged))]
[JsonSerializable(typeof(EventCounters))]
[JsonSerializable(typeof(ClockCorrection))]
[JsonSerializable(typeof(TransactionCheckpoint))]
[JsonSerializable(typeof(LegacyTransaction))]
[JsonSerializable(typeof(LegacyCounter))]
[JsonSerializable(typeof(MeterSample))]
internal sealed partial class EventJson : JsonSerializerContext;
