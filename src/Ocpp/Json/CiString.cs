using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>
/// A text of bounded length, compared without regard to case: the standard's CiString (OCPP 1.6, 7.15 to 7.19). A longer one is refused
/// when it is read; it is written as it is, because a failed report is worse than one that is too long.
/// </summary>
/// <param name="maxLength">In characters, not in bytes.</param>
public abstract class CiString(int maxLength) : JsonConverter<string>, IValueReader
{
    string IValueReader.Expected => $"a text of {maxLength} characters at most";

    bool IValueReader.MayBeQuoted => false;

    ValueReading IValueReader.Read(JsonElement value) => PlainValue.ReadText(value, maxLength);

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, maxLength);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    internal static string Read(ref Utf8JsonReader reader, int maxLength)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new ConstraintException(ErrorCode.TypeConstraintViolation, $"expected a text of {maxLength} characters at most");
        }

        var text = reader.GetString()!;
        if (text.Length > maxLength && Count(text) is var length && length > maxLength)
        {
            throw new ConstraintException(
                ErrorCode.TypeConstraintViolation, $"expected a text of {maxLength} characters at most, found {length}");
        }

        return text;
    }

    // A character outside the basic plane is two in UTF-16 and one to everybody else.
    internal static int Count(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
