using System.Globalization;
using System.Text.Json;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;

namespace ChargerFirmware.Emulator.Cli.Api;

/// <summary>Something that a request may say: a parameter of its query, or a member of the object in its body.</summary>
/// <param name="Expected">What it looks like, for whoever wrote something else.</param>
/// <param name="Kinds">As what a body may hold it.</param>
/// <param name="Read">Its value; null where it is none.</param>
internal sealed record Parameter(string Name, string Expected, JsonValueKind[] Kinds, Func<string, object?> Read)
{
    /// <summary>The request makes no sense without it.</summary>
    public bool IsRequired { get; init; }

    public static Parameter Text(string name, string what, int longest) => new(
        name, $"{what} of 1 to {longest} characters", [JsonValueKind.String],
        text => text.Length >= 1 && text.Length <= longest && !text.Any(char.IsControl) ? text : null);

    /// <summary>A word of the bench's language.</summary>
    public static Parameter Word(string name, string what) => new(
        name, $"{what}, one word", [JsonValueKind.String],
        text => text.Length is >= 1 and <= 100 && !text.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter == '#') ? text : null);

    public static Parameter OneOf(string name, IReadOnlyList<string> choices) => new(
        name, $"one of {string.Join(", ", choices)}", [JsonValueKind.String], text => choices.Contains(text) ? text : null);

    public static Parameter Number(string name, double least, double most) => new(
        name, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"), [JsonValueKind.Number],
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number + 0.0
            : null);

    public static Parameter Whole(string name, int least, int most) => new(
        name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), [JsonValueKind.Number],
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null);

    public static Parameter Flag(string name) => new(
        name, "true or false", [JsonValueKind.True, JsonValueKind.False],
        text => text switch { "true" => true, "false" => false, _ => null });

    /// <summary>In the words of the bench; a number in a body counts seconds.</summary>
    public static Parameter Duration(string name) => new(
        name, $"a duration such as 250ms, 20s, 10m or 2h, at most {Words.LongestDuration.TotalDays:0}d",
        [JsonValueKind.String, JsonValueKind.Number], ReadDuration);

    private static object? ReadDuration(string text)
    {
        try
        {
            var words = new Words(text);
            TimeSpan duration = words.NextDuration();
            words.End();
            return duration;
        }
        catch (LanguageException)
        {
            return null;
        }
    }
}
