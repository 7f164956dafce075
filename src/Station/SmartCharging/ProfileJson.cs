using System.Text.Json.Serialization;
using ChargerFirmware.Station.Profiles;

namespace ChargerFirmware.Station.SmartCharging;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ChargingProfile))]
[JsonSerializable(typeof(OperatorOrder))]
internal sealed partial class ProfileJson : JsonSerializerContext;
