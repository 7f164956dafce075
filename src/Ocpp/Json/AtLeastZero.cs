using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>A whole number of 32 bits that is not negative, such as a number of seconds. Null is for those who could not read it.</summary>
public sealed class AtLeastZero : JsonConverter<int?>, IValueReader
{
    private const string ExpectedNumber = "a whole number of 0 or more";

    string IValueReader.Expected => ExpectedNumber;

    bool IValueReader.MayBeQuoted => true;

    ValueReading IValueReader.Read(JsonElement value)
    {
        var reading = PlainValue.ReadWhole(value, 0, int.MaxValue);
        return reading.Fit == Fit.Unreadable && PlainValue.ReadWhole(value, int.MinValue, -1).Fit == Fit.Exact
            ? ValueReading.Unreadable(ErrorCode.PropertyConstraintViolation)
            : reading;
    }

    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null
        : reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var number)
            ? throw new ConstraintException(ErrorCode.TypeConstraintViolation, $"expected {ExpectedNumber}")
        : number >= 0 ? number
        : throw new ConstraintException(ErrorCode.PropertyConstraintViolation, $"expected {ExpectedNumber}");

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
