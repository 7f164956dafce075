using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Station.Reservations;

/// <summary>No connector in particular is 0 in a row, as every version has written it.</summary>
internal sealed class AnyConnectorAsZero : JsonConverter<int?>
{
    public override bool HandleNull => true;

    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetInt32() is var connectorId && connectorId == 0 ? null : connectorId;

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) => writer.WriteNumberValue(value ?? 0);
}
