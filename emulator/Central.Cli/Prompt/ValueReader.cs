using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Central.Cli.Docs;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>
/// What a typed value means. Quoted it is a text, in brackets JSON. Bare it is what its field wants: <c>idTag=1234</c> is a text,
/// <c>connectorId=1</c> a number; where the field is unknown it is a number, true or false where it looks like one.
/// </summary>
internal static class ValueReader
{
    private static readonly JsonDocumentOptions s_bounded = new() { MaxDepth = MessageJson.MaxDepth };

    /// <returns>Null where the field is to be left out.</returns>
    /// <exception cref="PromptException">It is no JSON, or none of the field's words.</exception>
    public static JsonNode? Read(PromptArgument argument, MessageField? field)
    {
        if (argument.IsQuoted)
        {
            return Checked(argument, field, Text(argument.Value));
        }

        if (argument.IsJson)
        {
            return Json(argument);
        }

        if (argument.Value == "null")
        {
            return null;
        }

        if (field is { IsList: true, Kind: FieldKind.Text or FieldKind.Word })
        {
            return new JsonArray([.. argument.Value.Split(',').Select(text => JsonValue.Create(text))]);
        }

        return field is { Kind: FieldKind.Text or FieldKind.Word or FieldKind.Moment }
            ? Checked(argument, field, argument.Value)
            : Literal(argument.Value) ?? JsonValue.Create(argument.Value);
    }

    /// <summary>The text between quotes, with JSON's escapes; in single quotes only the quote and the backslash need one.</summary>
    /// <exception cref="PromptException">An escape is none.</exception>
    public static string Text(string quoted)
    {
        if (quoted[0] == '\'')
        {
            return quoted[1..^1].Replace("\\'", "'", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        }

        try
        {
            return JsonNode.Parse(quoted)!.GetValue<string>();
        }
        catch (JsonException)
        {
            throw new PromptException($"{Quoted.Short(quoted)}: expected a text in quotes, in which \\\" is a quote and \\\\ a backslash");
        }
    }

    private static JsonNode Json(PromptArgument argument)
    {
        try
        {
            return JsonNode.Parse(argument.Value, documentOptions: s_bounded)!;
        }
        catch (JsonException broken)
        {
            throw new PromptException($"{argument.Path}: expected JSON; it breaks at character {broken.BytePositionInLine + 1} of its value");
        }
    }

    private static JsonNode? Literal(string text)
    {
        if (text is "true" or "false" || text is [(>= '0' and <= '9') or '-', ..])
        {
            try
            {
                return JsonNode.Parse(text);
            }
            catch (JsonException)
            {
                return null;
            }
        }

        return null;
    }

    private static JsonNode Checked(PromptArgument argument, MessageField? field, string text) =>
        field is { Kind: FieldKind.Word, IsList: false } && !field.Words.Contains(text)
            ? throw new PromptException(
                $"{argument.Path}: expected one of: {string.Join(", ", field.Words)}, found '{Quoted.Short(text)}'{Spelling.DidYouMean(text, field.Words)}")
            : JsonValue.Create(text);
}
