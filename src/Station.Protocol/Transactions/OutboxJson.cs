using System.Text.Json.Serialization;

namespace ChargerFirmware.Station.Protocol.Transactions;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RenderedMessage))]
[JsonSerializable(typeof(OutboxHead))]
internal sealed partial class OutboxJson : JsonSerializerContext;
