using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Central.Ocpp16.Reading;

/// <summary>Reads one value for what it means, whatever it is written as.</summary>
internal static class TolerantValue
{
    /// <summary>What a word that the standard does not know becomes, as a value of its enum.</summary>
    public const int UnknownWord = -1;

    // A tag or a name is kept however long it is, within reason.
    private const int MaxTextLength = 1_000;

    private static readonly ConcurrentDictionary<Type, Dictionary<string, object>> s_words = new();

    public static bool CanRead(Type type) =>
        type.IsEnum || type == typeof(string) || type == typeof(int) || type == typeof(long) || type == typeof(decimal) || type == typeof(bool) ||
        type == typeof(DateTimeOffset);

    /// <returns>Null where it means nothing.</returns>
    public static object? Read(JsonElement value, Type type)
    {
        if (TextOf(value) is not { } text)
        {
            return null;
        }

        return type switch
        {
            _ when type.IsEnum => WordOf(text, type),
            _ when type == typeof(string) => Text.Shortened(text, MaxTextLength),
            _ when type == typeof(bool) => bool.TryParse(text.Trim(), out var flag) ? flag : null,
            _ when type == typeof(DateTimeOffset) => MomentOf(text.Trim()),
            _ => NumberOf(text.Trim(), type),
        };
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a character.
            return null;
        }
    }

    private static object? NumberOf(string text, Type type)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return type == typeof(decimal) ? number
            : type == typeof(long) ? (number is >= long.MinValue and <= long.MaxValue ? (long)number : null)
            : number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
    }

    /// <summary>Without a zone it is UTC (OCPP 1.6, 3.15); seconds since 1970 are a moment as well.</summary>
    private static object? MomentOf(string text)
    {
        if (SpecTime.TryParse(text, out var moment) ||
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment))
        {
            return moment;
        }

        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 100_000_000_000
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
    }

    private static object WordOf(string text, Type type) =>
        s_words.GetOrAdd(type, WordsOf).GetValueOrDefault(Plain(text)) ?? Enum.ToObject(type, UnknownWord);

    private static Dictionary<string, object> WordsOf(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .GroupBy(field => Plain(field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name), StringComparer.Ordinal)
        .ToDictionary(words => words.Key, words => words.First().GetValue(null)!, StringComparer.Ordinal);

    /// <summary>Case, blanks and the marks between parts of a word carry no meaning.</summary>
    private static string Plain(string text) => string.Concat(Text.Shortened(text).Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
