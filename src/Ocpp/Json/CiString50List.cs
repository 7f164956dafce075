using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>A list of <see cref="CiString50"/>.</summary>
public sealed class CiString50List : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new ConstraintException(ErrorCode.TypeConstraintViolation, "expected a list of texts");
        }

        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(CiString.Read(ref reader, 50));
        }

        return texts;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var text in value)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
