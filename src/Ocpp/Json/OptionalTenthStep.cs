using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>A <see cref="TenthStep"/> that may be absent: the serializer wraps a converter of plain numbers, and what is wrapped cannot be asked.</summary>
public sealed class OptionalTenthStep : JsonConverter<decimal?>, IValueReader
{
    private static readonly TenthStep s_step = new();

    string IValueReader.Expected => ((IValueReader)s_step).Expected;

    bool IValueReader.MayBeQuoted => true;

    ValueReading IValueReader.Read(JsonElement value) => ((IValueReader)s_step).Read(value);

    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : s_step.Read(ref reader, typeof(decimal), options);

    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options)
    {
        if (value is { } number)
        {
            s_step.Write(writer, number, options);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
