using System.Text.Json;
using System.Text.Json.Serialization;
using ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Station.Ocpp16.Transactions;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(TransactionRow))]
[JsonSerializable(typeof(MeterSample))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class JournalJson : JsonSerializerContext;
