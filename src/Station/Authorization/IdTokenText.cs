using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Station.Authorization;

/// <summary>
/// A token in a row: its value as a text, as every version has written it, so that an older one reads what a newer one wrote. The kind is
/// not kept; a token without one is the same as that of any kind.
/// </summary>
internal sealed class IdTokenText : JsonConverter<IdToken>
{
    public override IdToken Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? new IdToken(reader.GetString()!) : throw new JsonException("expected a text");

    public override void Write(Utf8JsonWriter writer, IdToken value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
