using System.Text.Json;

namespace ChargerFirmware.Telemetry.Mqtt.Commands;

/// <summary>The fields of a command. It is strict: an ignored field may be a limit that its sender relies on.</summary>
internal sealed class CommandFields
{
    private const int LongestId = 64;
    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);

    /// <summary>The sender's own mark, or null.</summary>
    public string? Id { get; private set; }

    /// <summary>Reads a payload; the mark stands in <paramref name="fields"/> even where the rest is refused.</summary>
    /// <exception cref="CommandException">It is no JSON object, or its mark cannot be used.</exception>
    public static void Read(ReadOnlyMemory<byte> payload, CommandFields fields)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, s_strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new CommandException("expected a JSON object");
            }

            foreach (var field in document.RootElement.EnumerateObject())
            {
                fields._fields[field.Name] = field.Value.Clone();
            }
        }
        catch (JsonException problem)
        {
            throw new CommandException($"expected a JSON object; this is none at line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            throw new CommandException("expected a JSON object whose names are text");
        }

        if (fields._fields.Remove("id", out var id))
        {
            fields.Id = TextOf(id) is { Length: > 0 and <= LongestId } text
                ? text
                : throw new CommandException($"id: expected a text of 1 to {LongestId} characters");
        }
    }

    /// <summary>Null for what is no text, or half of a character.</summary>
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Takes a field out, or null where it is not there.</summary>
    public JsonElement? Take(string name) => _fields.Remove(name, out var value) ? value : null;

    /// <exception cref="CommandException">It is not there, or neither true nor false.</exception>
    public bool TakeBoolean(string name) => Take(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw new CommandException($"{name}: expected true or false"),
    };

    /// <summary>No field may be left over.</summary>
    /// <exception cref="CommandException">Something is.</exception>
    public void RequireEmpty(string expected)
    {
        if (_fields.Count > 0)
        {
            throw new CommandException($"expected {expected} and no other field");
        }
    }
}
