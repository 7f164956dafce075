using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Central.Cli.Api;

/// <summary>Something that a request may say: a parameter of its query, or a member of the object in its body.</summary>
/// <param name="Expected">What it looks like, for whoever wrote something else.</param>
/// <param name="Schema">The same as JSON Schema.</param>
/// <param name="Kinds">As what a body may hold it.</param>
/// <param name="Read">Its value; null where it is none.</param>
internal sealed record Parameter(string Name, string Expected, JsonObject Schema, JsonValueKind[] Kinds, Func<string, object?> Read)
{
    // Between the texts of a list, as a query holds it.
    private const char Separator = ',';

    /// <summary>The request makes no sense without it.</summary>
    public bool IsRequired { get; init; }

    public static Parameter Text(string name, string what, int longest) => new(
        name, $"{what} of 1 to {longest} characters",
        new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = longest, ["description"] = what }, [JsonValueKind.String],
        text => text.Length >= 1 && text.Length <= longest && !text.Any(char.IsControl) ? text : null);

    public static Parameter OneOf(string name, params IReadOnlyList<string> choices) => new(
        name, $"one of {string.Join(", ", choices)}",
        new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. choices.Select(choice => JsonValue.Create(choice))]) }, [JsonValueKind.String],
        text => choices.Contains(text) ? text : null);

    public static Parameter Whole(string name, long least, long most) => new(
        name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
        new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most }, [JsonValueKind.Number],
        text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null);

    public static Parameter Flag(string name) => new(
        name, "true or false", new JsonObject { ["type"] = "boolean" }, [JsonValueKind.True, JsonValueKind.False],
        text => text switch { "true" => true, "false" => false, _ => null });

    public static Parameter Moment(string name) => new(
        name, "a moment such as 2026-01-31T12:00:00Z", new JsonObject { ["type"] = "string", ["format"] = "date-time" }, [JsonValueKind.String],
        text => SpecTime.TryParse(text, out var moment) ? moment : null);

    /// <summary>A list in a body, or one text; in a query with commas in between.</summary>
    public static Parameter Texts(string name, string what, int longest) => new(
        name, $"{what} of 1 to {longest} characters each",
        new JsonObject
        {
            ["type"] = "array",
            ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = longest },
            ["description"] = what,
        },
        [JsonValueKind.Array, JsonValueKind.String],
        text => text.Split(Separator) is var parts && parts.All(part => part.Length >= 1 && part.Length <= longest && !part.Any(char.IsControl))
            ? parts
            : null);

    /// <summary>Clients of old send it; nothing follows from it.</summary>
    public static Parameter Unused(string name) => new(
        name, "anything", new JsonObject { ["description"] = "taken, and of no effect" },
        [JsonValueKind.String, JsonValueKind.Number, JsonValueKind.Object, JsonValueKind.Array, JsonValueKind.True, JsonValueKind.False], text => text);

    /// <summary>How a body's list stands in a query.</summary>
    public static string Joined(IEnumerable<string> texts) => string.Join(Separator, texts);
}
