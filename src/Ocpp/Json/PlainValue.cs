using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>Reads values of types that need no converter of ours: whole numbers, numbers, booleans, unbounded texts.</summary>
internal sealed class PlainValue : IValueReader
{
    // More digits than any of ours has; what is longer is no meaningful number.
    private const int MaxNumberLength = 64;

    private static readonly PlainValue s_int = new("a whole number", true, value => ReadWhole(value, int.MinValue, int.MaxValue));
    private static readonly PlainValue s_long = new("a whole number", true, value => ReadWhole(value, long.MinValue, long.MaxValue));
    private static readonly PlainValue s_decimal = new("a number", true, ReadNumber);
    private static readonly PlainValue s_bool = new("true or false", true, ReadBoolean);
    private static readonly PlainValue s_text = new("a text", false, value => ReadText(value, int.MaxValue));
    private readonly Func<JsonElement, ValueReading> _read;

    private PlainValue(string expected, bool mayBeQuoted, Func<JsonElement, ValueReading> read)
    {
        Expected = expected;
        MayBeQuoted = mayBeQuoted;
        _read = read;
    }

    public string Expected { get; }

    public bool MayBeQuoted { get; }

    /// <summary>The reader for a type, or null where the type is none of these.</summary>
    public static PlainValue? For(Type type) =>
        type == typeof(int) ? s_int
        : type == typeof(long) ? s_long
        : type == typeof(decimal) ? s_decimal
        : type == typeof(bool) ? s_bool
        : type == typeof(string) ? s_text
        : null;

    public ValueReading Read(JsonElement value) => _read(value);

    /// <summary>A whole number, <c>77.0</c>, <c>7.7e1</c>, or one of them as a text.</summary>
    public static ValueReading ReadWhole(JsonElement value, long least, long most)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var exact))
        {
            return exact >= least && exact <= most ? ValueReading.Exact : ValueReading.Unreadable(ErrorCode.TypeConstraintViolation);
        }

        return TryGetNumber(value, out var number) && number % 1 == 0 && number >= least && number <= most
            ? ValueReading.Respelt(JsonValue.Create((long)number), ErrorCode.TypeConstraintViolation)
            : ValueReading.Unreadable(ErrorCode.TypeConstraintViolation);
    }

    /// <summary>A text, or a number in place of one.</summary>
    public static ValueReading ReadText(JsonElement value, int maxLength)
    {
        if (value.ValueKind == JsonValueKind.Number && value.GetRawText() is var digits && digits.Length <= maxLength)
        {
            return ValueReading.Respelt(JsonValue.Create(digits), ErrorCode.TypeConstraintViolation);
        }

        return JsonText.TryGet(value, out var text) && (text.Length <= maxLength || CiString.Count(text) <= maxLength)
            ? ValueReading.Exact
            : ValueReading.Unreadable(ErrorCode.TypeConstraintViolation);
    }

    /// <summary>A number, be it one or written as a text.</summary>
    public static bool TryGetNumber(JsonElement value, out decimal number)
    {
        number = 0;
        var text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : JsonText.TryGet(value, out var written) ? written : "";
        const NumberStyles Styles = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign |
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return text.Length <= MaxNumberLength && decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out number);
    }

    private static ValueReading ReadNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _) ? ValueReading.Exact
        : TryGetNumber(value, out var number) ? ValueReading.Respelt(JsonValue.Create(number), ErrorCode.TypeConstraintViolation)
        : ValueReading.Unreadable(ErrorCode.TypeConstraintViolation);

    private static ValueReading ReadBoolean(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? ValueReading.Exact
        : JsonText.TryGet(value, out var text) && bool.TryParse(text, out var meant)
            ? ValueReading.Respelt(JsonValue.Create(meant), ErrorCode.TypeConstraintViolation)
        : ValueReading.Unreadable(ErrorCode.TypeConstraintViolation);
}
