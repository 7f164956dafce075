using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>A list of <see cref="CiString50"/>.</summary>
public sealed class CiString50List : JsonConverter<IReadOnlyList<string>>, IValueReader
{
    private const int MaxLength = 50;

    string IValueReader.Expected => $"a list of texts of {MaxLength} characters at most";

    bool IValueReader.MayBeQuoted => false;

    /// <summary>All of it or nothing: half a list says something else than the whole one.</summary>
    ValueReading IValueReader.Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return ValueReading.Unreadable(ErrorCode.TypeConstraintViolation);
        }

        var meant = new JsonArray();
        var fit = Fit.Exact;
        foreach (var text in value.EnumerateArray())
        {
            var reading = PlainValue.ReadText(text, MaxLength);
            fit = reading.Fit > fit ? reading.Fit : fit;
            meant.Add(reading.Meant ?? (JsonText.TryGet(text, out var exact) ? JsonValue.Create(exact) : null));
        }

        return new ValueReading(fit, fit == Fit.Respelt ? meant : null, ErrorCode.TypeConstraintViolation);
    }

    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new ConstraintException(ErrorCode.TypeConstraintViolation, "expected a list of texts");
        }

        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(CiString.Read(ref reader, MaxLength));
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
