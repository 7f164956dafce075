using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>
/// An enum in exactly the standard's words. The built-in converter takes <c>"hard"</c>, <c>0</c>, <c>" Hard"</c> and <c>"Hard,Soft"</c> for
/// Hard; this one takes <c>"Hard"</c>.
/// </summary>
public sealed class SpecEnum<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] T> : JsonConverter<T>, IValueReader
    where T : struct, Enum
{
    private static readonly EnumWords Words = new(typeof(T));

    string IValueReader.Expected => Words.Expected["expected ".Length..];

    bool IValueReader.MayBeQuoted => true;

    ValueReading IValueReader.Read(JsonElement value) =>
        value.ValueKind != JsonValueKind.String ? ValueReading.Unreadable(ErrorCode.TypeConstraintViolation)
        : !JsonText.TryGet(value, out var text) ? ValueReading.Unreadable(ErrorCode.PropertyConstraintViolation)
        : Words.TryGetValue(text, out _) ? ValueReading.Exact
        : Words.InAnyCase(text.Trim()) is { } word ? ValueReading.Respelt(JsonValue.Create(word), ErrorCode.PropertyConstraintViolation)
        : ValueReading.Unreadable(ErrorCode.PropertyConstraintViolation);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new ConstraintException(ErrorCode.TypeConstraintViolation, Words.Expected);
        }

        // An escaped character is six bytes; what is longer than that cannot be one of the words.
        var lengthBytes = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (lengthBytes <= Words.LongestWord * 6L)
        {
            Span<char> buffer = stackalloc char[Words.LongestWord * 6];
            var word = buffer[..reader.CopyString(buffer)];
            if (Words.TryGetValue(word, out var value))
            {
                return Unsafe.As<int, T>(ref value);
            }
        }

        throw new ConstraintException(ErrorCode.PropertyConstraintViolation, Words.Expected);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (!Words.TryGetWord(Unsafe.As<T, int>(ref value), out var word))
        {
            throw new JsonException($"{value} is no {typeof(T).Name}.");
        }

        writer.WriteStringValue(word);
    }
}
