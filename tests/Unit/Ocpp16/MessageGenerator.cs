using System.Text.Json.Nodes;

namespace ChargerFirmware.Tests.Unit.Ocpp16;

/// <summary>Makes right messages of any shape: one seed is one message.</summary>
internal sealed class MessageGenerator(int seed)
{
    private static readonly string[] Characters = ["a", "Z", "0", " ", "\"", "\\", "/", "\u0001", "é", "€", "<", "😀"];

    private readonly Random _random = new(seed);

    public JsonObject Object(Field field)
    {
        var json = new JsonObject();
        foreach (var member in field.Members.Where(member => member.IsRequired || _random.Next(2) == 0))
        {
            json[member.Name] = Value(member);
        }

        return json;
    }

    private JsonNode Value(Field field) => field.Type switch
    {
        "object" => Object(field),
        "list" => new JsonArray([.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => field.HasObjects ? Object(field) : Value(field.Members[0]))]),
        "enum" => field.Words[_random.Next(field.Words.Length)],
        "time" => $"20{_random.Next(10, 99)}-0{_random.Next(1, 10)}-1{_random.Next(10)}T1{_random.Next(10)}:0{_random.Next(10)}:59.{_random.Next(1000):000}Z",
        "integer" => _random.Next(4) switch { 0 => 1, 1 => int.MaxValue, _ => _random.Next(1, 100_000) },
        "wide" => _random.Next(4) switch { 0 => 0, 1 => 3_000_000_000, _ => _random.Next(1, 100_000_000) },
        "tenth" => _random.Next(-10_000, 1_000_000) / 10m,
        "boolean" => _random.Next(2) == 0,
        _ => string.Concat(Enumerable.Range(0, _random.Next((field.MaxLength ?? 1000) + 1)).Select(_ => Characters[_random.Next(Characters.Length)])),
    };
}
