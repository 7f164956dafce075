using System.Globalization;
using System.Text.RegularExpressions;

namespace ChargerFirmware.Ocpp.Json;

/// <summary>
/// Moments that are not written as ISO 8601 has it and can still be meant in one way only: without seconds; with a blank or a small letter
/// for the T; with any number of digits of a second; with <c>UTC</c>, or with an offset and a Z behind it; with blanks around. A day without
/// a time of day is none.
/// </summary>
internal static partial class LooseTime
{
    private const int MaxLength = 64;

    /// <summary>What a text that <see cref="SpecTime.TryParse"/> refuses is meant to be.</summary>
    public static (Fit Fit, DateTimeOffset Moment) Read(string text)
    {
        if (text.Length > MaxLength || Form().Match(text) is not { Success: true } match)
        {
            return (Fit.Unreadable, default);
        }

        var seconds = match.Groups["seconds"] is { Success: true } given ? given.Value : ":00";
        var fraction = match.Groups["fraction"].Value is { Length: > 0 } digits ? "." + digits[..Math.Min(digits.Length, 7)] : "";
        var zone = match.Groups["offset"].Value;
        var strict = string.Create(
            CultureInfo.InvariantCulture, $"{match.Groups["day"].Value}T{match.Groups["time"].Value}{seconds}{fraction}{zone}");
        return SpecTime.TryParse(strict, out var moment) ? (WantsSecondsOnly(text) ? Fit.Plain : Fit.Respelt, moment) : (Fit.Unreadable, default);
    }

    private static bool WantsSecondsOnly(string text) =>
        text is [_, _, _, _, '-', _, _, '-', _, _, 'T', _, _, ':', _, _, .. var rest] && SpecTime.TryParse($"{text[..16]}:00{rest}", out _);

    [GeneratedRegex(
        @"^\s*(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt]|\s+)(?<time>[0-9]{2}:[0-9]{2})(?:(?<seconds>:[0-9]{2})(?:[.,](?<fraction>[0-9]*))?)?\s*" +
        @"(?:(?<offset>[+-][0-9]{2}(?::?[0-9]{2})?)[Zz]?|[Zz]|UTC|GMT)?\s*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
