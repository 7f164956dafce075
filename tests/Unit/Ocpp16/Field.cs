using System.Text.Json.Nodes;

namespace ChargerFirmware.Tests.Unit.Ocpp16;

/// <summary>One field of a message as <see cref="FieldFacts"/> describe it, with what is inside of it.</summary>
internal sealed record Field(string Name, string Type, bool IsRequired, int? MaxLength, string[] Words)
{
    public List<Field> Members { get; } = [];

    public bool IsList => Type == "list";

    /// <summary>True for a list of objects, false for a list of texts.</summary>
    public bool HasObjects => Members.Exists(member => member.Name != "[]");

    private Field? Element => Members.Find(member => member.Name == "[]");

    public static Dictionary<string, Field> Messages { get; } = Read();

    /// <summary>A right value; <paramref name="chosen"/> says which optional members it has.</summary>
    public JsonNode Value(Func<Field, bool> chosen) => Type switch
    {
        "object" => Object(chosen),
        "list" when Element is { } element && !HasObjects => new JsonArray(element.Value(chosen)),
        "list" => new JsonArray(Object(chosen)),
        "enum" => Words[0],
        "time" => "2026-01-31T12:34:56.789Z",
        "integer" => 7,
        "wide" => 3_000_000_000,
        "tenth" => 16.1m,
        "boolean" => true,
        _ => new string('é', MaxLength ?? 3),
    };

    public JsonObject Object(Func<Field, bool> chosen)
    {
        var json = new JsonObject();
        foreach (var member in Members.Where(member => member.IsRequired || chosen(member)))
        {
            json[member.Name] = member.Value(chosen);
        }

        return json;
    }

    /// <summary>Every field inside of this one with the path of a full message.</summary>
    public IEnumerable<(string Path, Field Field)> Walk(string path = "$")
    {
        foreach (var member in Members)
        {
            var at = member.Name == "[]" ? path + "[0]" : $"{path}.{member.Name}";
            yield return (at, member);
            foreach (var inner in member.Walk(member.IsList && member.HasObjects ? at + "[0]" : at))
            {
                yield return inner;
            }
        }
    }

    private static Dictionary<string, Field> Read()
    {
        var messages = new Dictionary<string, Field>();
        Field message = null!;
        foreach (var line in FieldFacts.Text.Split('\n'))
        {
            if (!line.StartsWith(' '))
            {
                message = messages[line] = new Field(line, "object", true, null, []);
                continue;
            }

            var (place, fact) = (line.Trim().Split(": ")[0], line.Trim().Split(": ")[1]);
            var names = place.TrimEnd('*').Replace("[]", ".[]").Split('.');
            var type = fact.Split(' ', '(')[0];
            if (names[^1] == "[]" && type == "object")
            {
                continue;
            }

            var parent = message;
            foreach (var name in names[..^1])
            {
                parent = name == "[]" ? parent : parent.Members.Single(member => member.Name == name);
            }

            parent.Members.Add(new Field(
                names[^1],
                type,
                place.EndsWith('*'),
                fact.Contains('(') ? int.Parse(fact.Split('(', ')')[1]) : null,
                type == "enum" ? fact.Split(' ')[1..] : []));
        }

        return messages;
    }
}
