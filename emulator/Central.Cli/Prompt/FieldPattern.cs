using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Central.Cli.Docs;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>
/// What a script expects of one field: <c>status=Accepted</c>, <c>idTagInfo.status=Accepted</c>, <c>*</c> for any value, <c>null</c> for its absence.
/// </summary>
internal sealed class FieldPattern
{
    private readonly string _path;
    private readonly string _expected;
    private readonly bool _isLiteral;

    /// <exception cref="PromptException">Its value cannot be read.</exception>
    public FieldPattern(PromptArgument argument)
    {
        _path = argument.Path;
        _isLiteral = argument.IsQuoted;
        _expected = argument.IsQuoted ? ValueReader.Text(argument.Value)
            : argument.IsJson ? ValueReader.Read(argument, null)!.ToJsonString()
            : argument.Value;
    }

    public static bool AllMatch(IEnumerable<FieldPattern> fields, ReadOnlyMemory<byte> payload)
    {
        using var json = JsonDocument.Parse(payload.IsEmpty ? "{}"u8.ToArray() : payload);
        return fields.All(field => field.Matches(json.RootElement));
    }

    /// <exception cref="PromptException">A message of these fields has none at that place: it would be waited for in vain.</exception>
    public void RequireIn(IReadOnlyList<MessageField> fields, string action)
    {
        foreach (var step in Steps.Where(step => step[0] != '['))
        {
            var field = fields.FirstOrDefault(field => field.Name == step) ?? throw new PromptException(
                $"'{Quoted.Short(step)}' is no field of {action}{Spelling.DidYouMean(step, fields.Select(field => field.Name))}"
                + $" ({(fields.Count == 0 ? "it has none" : $"it has {string.Join(", ", fields.Select(field => field.Name))}")})");
            fields = field.Members;
        }
    }

    private IEnumerable<string> Steps => _path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);

    private bool Matches(JsonElement payload)
    {
        var found = Find(payload);
        return _isLiteral ? found is { ValueKind: JsonValueKind.String } text && text.GetString() == _expected
            : _expected == "null" ? found is null
            : _expected == "*" ? found is not null
            : found is { } value && IsSame(value);
    }

    private bool IsSame(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() == _expected,
        JsonValueKind.Number => decimal.TryParse(_expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && value.TryGetDecimal(out var found) && found == number,
        JsonValueKind.Object or JsonValueKind.Array => _expected is ['{' or '[', ..]
            && JsonNode.DeepEquals(JsonNode.Parse(value.GetRawText()), JsonNode.Parse(_expected)),
        _ => value.GetRawText() == _expected,
    };

    private JsonElement? Find(JsonElement element)
    {
        foreach (var step in Steps)
        {
            if (step is ['[', .. var digits, ']'])
            {
                if (element.ValueKind != JsonValueKind.Array || !int.TryParse(digits, out var index) || index < 0 || index >= element.GetArrayLength())
                {
                    return null;
                }

                element = element[index];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step, out element))
            {
                return null;
            }
        }

        return element;
    }
}
