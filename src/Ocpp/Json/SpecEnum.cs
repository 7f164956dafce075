using System.Diagnostics.CodeAnalysis;
using System.Reflection;
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
    private static readonly Dictionary<string, T> Values = new(StringComparer.Ordinal);
    private static readonly Dictionary<T, JsonEncodedText> Words = [];
    private static readonly Dictionary<string, string> WordsInAnyCase = new(StringComparer.OrdinalIgnoreCase);
    private static readonly string Expected;
    private static readonly int MaxLength;

    // Fills five tables from one pass.
#pragma warning disable CA1810
    static SpecEnum()
#pragma warning restore CA1810
    {
        foreach (var field in typeof(T).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var word = field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name;
            var value = (T)field.GetValue(null)!;
            Values.Add(word, value);
            WordsInAnyCase.TryAdd(word, word);
            Words.Add(value, JsonEncodedText.Encode(word));
        }

        MaxLength = Values.Keys.Max(word => word.Length);
        Expected = "expected one of: " + string.Join(", ", Values.Keys);
    }

    string IValueReader.Expected => Expected["expected ".Length..];

    bool IValueReader.MayBeQuoted => true;

    ValueReading IValueReader.Read(JsonElement value) =>
        value.ValueKind != JsonValueKind.String ? ValueReading.Unreadable(ErrorCode.TypeConstraintViolation)
        : !JsonText.TryGet(value, out var text) ? ValueReading.Unreadable(ErrorCode.PropertyConstraintViolation)
        : Values.ContainsKey(text) ? ValueReading.Exact
        : WordsInAnyCase.TryGetValue(text.Trim(), out var word)
            ? ValueReading.Respelt(JsonValue.Create(word), ErrorCode.PropertyConstraintViolation)
        : ValueReading.Unreadable(ErrorCode.PropertyConstraintViolation);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new ConstraintException(ErrorCode.TypeConstraintViolation, Expected);
        }

        // An escaped character is six bytes; what is longer than that cannot be one of the words.
        var lengthBytes = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (lengthBytes <= MaxLength * 6L)
        {
            Span<char> buffer = stackalloc char[MaxLength * 6];
            var word = buffer[..reader.CopyString(buffer)];
            if (Values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var value))
            {
                return value;
            }
        }

        throw new ConstraintException(ErrorCode.PropertyConstraintViolation, Expected);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (!Words.TryGetValue(value, out var word))
        {
            throw new JsonException($"{value} is no {typeof(T).Name}.");
        }

        writer.WriteStringValue(word);
    }
}
