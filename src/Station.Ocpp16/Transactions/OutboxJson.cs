using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Station.Ocpp16.Transactions;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RenderedMessage))]
[JsonSerializable(typeof(OutboxHead))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class OutboxJson : JsonSerializerContext;
