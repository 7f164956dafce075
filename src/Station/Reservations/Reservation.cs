using System.Text.Json;
using System.Text.Json.Serialization;
using ChargerFirmware.Station.Authorization;

namespace ChargerFirmware.Station.Reservations;

/// <summary>A connector kept free for a token and its group (OCPP 1.6, 5.13).</summary>
/// <param name="ConnectorId">Null: any one connector.</param>
/// <param name="ExpiryDate">Civil time; from then on it is void.</param>
public sealed record Reservation(
    int Id,
    [property: JsonConverter(typeof(AnyConnectorAsZero))] int? ConnectorId,
    [property: JsonPropertyName("idTag"), JsonConverter(typeof(IdTokenText))] IdToken IdToken,
    [property: JsonPropertyName("parentIdTag"), JsonConverter(typeof(IdTokenText))] IdToken? GroupIdToken,
    DateTimeOffset ExpiryDate)
{
    /// <summary>Whether this token, or its group, is who it was made for.</summary>
    public bool IsFor(IdToken idToken, IdToken? groupIdToken) => IdToken.IsSameAs(idToken) || GroupIdToken?.IsSameAs(groupIdToken) == true;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Reservation))]
internal sealed partial class ReservationJson : JsonSerializerContext;

/// <summary>No connector in particular is 0 in a row, as every version has written it.</summary>
internal sealed class AnyConnectorAsZero : JsonConverter<int?>
{
    public override bool HandleNull => true;

    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetInt32() is var connectorId && connectorId == 0 ? null : connectorId;

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) => writer.WriteNumberValue(value ?? 0);
}
