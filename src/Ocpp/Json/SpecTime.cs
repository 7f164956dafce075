using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>
/// A moment as ISO 8601 text. Read with an offset (<c>Z</c>, <c>+02:00</c>, <c>+0200</c>, <c>+02</c>) or without one, which
/// means UTC, and with up to nine digits of a second, because there are central systems that send nanoseconds. Written in UTC with
/// milliseconds, because there are central systems that want them. What else is meant as a moment, <see cref="LooseTime"/> says.
/// </summary>
public sealed class SpecTime : JsonConverter<DateTimeOffset>, IValueReader
{
    private const string ExpectedMoment = "a moment such as 2026-01-31T12:00:00.000Z";
    private const string Expected = "expected " + ExpectedMoment;
    private const int MaxLength = 40;
    private const int MaxFractionDigits = 9;

    string IValueReader.Expected => ExpectedMoment;

    bool IValueReader.MayBeQuoted => true;

    ValueReading IValueReader.Read(JsonElement value)
    {
        if (JsonText.TryGet(value, out var text))
        {
            if (TryParse(text, out var exact))
            {
                // Longer than it needs to be, for its escapes, it is refused when it is converted.
                return value.GetRawText().Length <= MaxLength
                    ? ValueReading.Exact
                    : ValueReading.Respelt(JsonValue.Create(Exactly(exact)), ErrorCode.TypeConstraintViolation);
            }

            if (LooseTime.Read(text) is var (fit, moment) && fit != Fit.Unreadable)
            {
                return new ValueReading(fit, JsonValue.Create(Exactly(moment)), ErrorCode.TypeConstraintViolation);
            }
        }

        return ValueReading.Unreadable(ErrorCode.TypeConstraintViolation);
    }

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new ConstraintException(ErrorCode.TypeConstraintViolation, Expected);
        }

        Span<char> buffer = stackalloc char[MaxLength];
        var lengthBytes = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        return lengthBytes <= MaxLength && TryParse(buffer[..reader.CopyString(buffer)], out var moment)
            ? moment
            : throw new ConstraintException(ErrorCode.TypeConstraintViolation, Expected);
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Format(value));

    /// <summary>The moment in UTC with milliseconds.</summary>
    public static string Format(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Exactly(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Format"/> writes and what other systems write instead.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset moment)
    {
        const string Format = "yyyy-MM-dd'T'HH:mm:ss";
        const int Length = 19;
        moment = default;
        if (text.Length < Length ||
            !DateTime.TryParseExact(text[..Length], Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return false;
        }

        var rest = text[Length..];
        if (!TryTakeFraction(ref rest, out var fractionTicks) || !TryParseOffset(rest, out var offset))
        {
            return false;
        }

        var ticks = local.Ticks + fractionTicks - offset.Ticks;
        if (ticks < DateTimeOffset.MinValue.Ticks || ticks > DateTimeOffset.MaxValue.Ticks)
        {
            return false;
        }

        moment = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    private static bool TryTakeFraction(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest is not ['.' or ',', ..])
        {
            return true;
        }

        rest = rest[1..];
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? rest.Length : digits;
        if (digits is 0 or > MaxFractionDigits)
        {
            return false;
        }

        var unit = TimeSpan.TicksPerSecond;
        foreach (var digit in rest[..digits])
        {
            unit /= 10;
            ticks += (digit - '0') * unit;
        }

        rest = rest[digits..];
        return true;
    }

    private static bool TryParseOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text is "" or "Z" or "z")
        {
            return true;
        }

        if (text is not ['+' or '-', var h1, var h2, .. var rest])
        {
            return false;
        }

        var (m1, m2) = rest switch
        {
            [] => ('0', '0'),
            [':', var a, var b] => (a, b),
            [var a, var b] => (a, b),
            _ => ('?', '?'),
        };
        if (!char.IsAsciiDigit(h1) || !char.IsAsciiDigit(h2) || !char.IsAsciiDigit(m1) || !char.IsAsciiDigit(m2))
        {
            return false;
        }

        var hours = ((h1 - '0') * 10) + h2 - '0';
        var minutes = ((m1 - '0') * 10) + m2 - '0';
        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return hours <= 14 && minutes < 60;
    }
}
