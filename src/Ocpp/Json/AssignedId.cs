using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>
/// An id that a central system gives a transaction: any whole number of 64 bits but -1, which stands for an id that was never given
/// (OCPP 1.6 errata, 3.18). Null is for those who could not read it.
/// </summary>
public sealed class AssignedId : JsonConverter<long?>, IValueReader
{
    private const long Unassigned = -1;
    private const string ExpectedId = "a whole number of 64 bits that is not -1";

    string IValueReader.Expected => ExpectedId;

    bool IValueReader.MayBeQuoted => true;

    ValueReading IValueReader.Read(JsonElement value)
    {
        var reading = PlainValue.ReadWhole(value, long.MinValue, long.MaxValue);
        return reading.Fit != Fit.Unreadable && PlainValue.TryGetNumber(value, out var id) && id == Unassigned
            ? ValueReading.Unreadable(ErrorCode.PropertyConstraintViolation)
            : reading;
    }

    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null
        : reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var id)
            ? throw new ConstraintException(ErrorCode.TypeConstraintViolation, $"expected {ExpectedId}")
        : id != Unassigned ? id
        : throw new ConstraintException(ErrorCode.PropertyConstraintViolation, $"expected {ExpectedId}");

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options)
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
