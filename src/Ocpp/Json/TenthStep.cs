using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>
/// A number with at most one digit behind the point, as limits of charging schedules are. Decimal, because 16.1 is no multiple of 0.1 in
/// binary.
/// </summary>
public sealed class TenthStep : JsonConverter<decimal>, IValueReader
{
    string IValueReader.Expected => "a number in steps of 0.1";

    bool IValueReader.MayBeQuoted => true;

    ValueReading IValueReader.Read(JsonElement value)
    {
        var isNumber = value.ValueKind == JsonValueKind.Number;
        var code = isNumber ? ErrorCode.PropertyConstraintViolation : ErrorCode.TypeConstraintViolation;
        return !PlainValue.TryGetNumber(value, out var number) || number % 0.1m != 0 ? ValueReading.Unreadable(code)
            : isNumber && value.TryGetDecimal(out _) ? ValueReading.Exact
            : ValueReading.Respelt(JsonValue.Create(number), code);
    }

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw new ConstraintException(ErrorCode.TypeConstraintViolation, "expected a number");
        }

        return reader.TryGetDecimal(out var value) && value % 0.1m == 0
            ? value
            : throw new ConstraintException(ErrorCode.PropertyConstraintViolation, "expected a number in steps of 0.1");
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
