using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;

namespace ChargerFirmware.Central.Cli.Docs;

/// <summary>Documents every message of a version in Markdown: who sends it, its fields, and an example that is right.</summary>
internal static class MessageDocumentation
{
    // One text each time, so that a change of it is a change of the messages.
    private static readonly DateTimeOffset s_exampleTime = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The versions that can be documented.</summary>
    public static IReadOnlyList<string> Versions { get; } = ["1.6"];

    public static IReadOnlyList<string> Formats { get; } = ["markdown"];

    /// <exception cref="ArgumentException">There is no such version or format; the message says which there are.</exception>
    public static string Render(string version, string format = "markdown")
    {
        Require("version", version, Versions);
        Require("format", format, Formats);
        var text = new StringBuilder($"# Messages of OCPP {version}\n\n");
        text.Append("| message | called by | profile |\n|---|---|---|\n");
        ActionDescription[] actions = [.. Ocpp16Catalog.All.Actions.OrderBy(action => action.Name, StringComparer.Ordinal)];
        foreach (var action in actions)
        {
            var anchor = action.Name.ToLowerInvariant();
            text.Append(CultureInfo.InvariantCulture, $"| [{action.Name}](#{anchor}) | {Caller(action.Direction)} | {action.Profile} |\n");
        }

        foreach (var action in actions)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {action.Name}\n\nCalled by {Caller(action.Direction)}. Profile {action.Profile}.\n");
            AppendMessage(text, $"{action.Name}.req", MessageField.Of(action.RequestForm), ExampleMessages.Request(action.Name, s_exampleTime));
            AppendMessage(text, $"{action.Name}.conf", MessageField.Of(action.ResponseForm), ExampleMessages.Response(action.Name, s_exampleTime));
        }

        return text.ToString();
    }

    private static void AppendMessage(StringBuilder text, string title, IReadOnlyList<MessageField> fields, JsonObject example)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n### {title}\n\n");
        if (fields.Count == 0)
        {
            text.Append("No fields.\n");
        }
        else
        {
            text.Append("| field | type | required | words |\n|---|---|---|---|\n");
            AppendFields(text, fields, "");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n```json\n{example.ToJsonString(s_indented)}\n```\n");
    }

    private static void AppendFields(StringBuilder text, IReadOnlyList<MessageField> fields, string path)
    {
        foreach (var field in fields)
        {
            var name = $"{path}{field.Name}{(field.IsList ? "[]" : "")}";
            var type = field.Kind == FieldKind.Word ? field.IsList ? "list of words" : "word" : field.Type;
            text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {type} | {(field.IsRequired ? "yes" : "no")} | {string.Join(", ", field.Words)} |\n");
            AppendFields(text, field.Members, $"{name}.");
        }
    }

    private static string Caller(CallDirection direction) => direction switch
    {
        CallDirection.FromStation => "the charge point",
        CallDirection.FromCentralSystem => "the central system",
        _ => "either side",
    };

    private static void Require(string what, string word, IReadOnlyList<string> known)
    {
        if (!known.Contains(word))
        {
            throw new ArgumentException($"{what}: expected one of: {string.Join(", ", known)}, found '{word}'");
        }
    }
}
