using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChargerFirmware.Tests.Unit.Ocpp16;

/// <summary>
/// Damages a right message as careless senders do: one member keeps its meaning, however it is spelt, and all others may become anything.
/// One seed is one damage.
/// </summary>
internal sealed class AnswerDamage(int seed)
{
    private static readonly string[] s_junk =
    [
        "null", "true", "0", "-1", "7.5", "1e400", "99999999999999999999", "\"\"", "\"\\ud800\"", "\"text\"", "\"Accepted\"", "\"2026-13-40 99:99\"", "[]", "[null]", "{}",
        "{\"status\":null}", "\"" + new string('x', 600) + "\"",
    ];

    private readonly Random _random = new(seed);

    /// <param name="essential">The path of what must keep its meaning; empty for none.</param>
    public string To(JsonObject right, Field form, string essential) => Object(right, form, essential);

    private string Object(JsonObject right, Field form, string essential)
    {
        var members = new List<string>();
        foreach (var field in form.Members)
        {
            var isOnTheWay = essential == field.Name || essential.StartsWith(field.Name + ".", StringComparison.Ordinal);
            if (isOnTheWay)
            {
                var rest = essential == field.Name ? "" : essential[(field.Name.Length + 1)..];
                var value = rest.Length > 0 ? Object(right[field.Name]!.AsObject(), field, rest) : Respell(right[field.Name]!, field);
                members.Add($"\"{(_random.Next(4) == 0 ? field.Name.ToUpperInvariant() : field.Name)}\":{value}");
                if (_random.Next(4) == 0)
                {
                    members.Add($"\"{field.Name}\":{(_random.Next(2) == 0 ? "null" : value)}");
                }
            }
            else if (_random.Next(3) > 0)
            {
                members.Add($"\"{field.Name}\":{Other(right, field)}");
            }
        }

        while (_random.Next(3) == 0)
        {
            members.Add($"\"x{_random.Next(10)}\":{Junk()}");
        }

        return $"{{{string.Join(',', members.OrderBy(_ => _random.Next()))}}}";
    }

    private string Other(JsonObject right, Field field) =>
        right[field.Name] is { } value && _random.Next(3) == 0 ? value.ToJsonString() : Junk();

    private string Junk() => s_junk[_random.Next(s_junk.Length)];

    private string Respell(JsonNode value, Field field)
    {
        var choice = _random.Next(4);
        return field.Type switch
        {
            "enum" => Quote(choice switch
            {
                0 => value.GetValue<string>(),
                1 => value.GetValue<string>().ToLowerInvariant(),
                2 => value.GetValue<string>().ToUpperInvariant(),
                _ => $" {value.GetValue<string>()} ",
            }),
            "time" => Quote(choice switch
            {
                0 => value.GetValue<string>(),
                1 => value.GetValue<string>().Replace('T', ' '),
                2 => value.GetValue<string>().Replace("Z", "+00:00Z", StringComparison.Ordinal),
                _ => value.GetValue<string>().Replace("Z", "", StringComparison.Ordinal),
            }),
            "integer" or "wide" => value.ToJsonString() is var digits ? choice switch
            {
                0 => digits,
                1 => digits + ".0",
                2 => Quote(digits),
                _ => Quote(string.Create(CultureInfo.InvariantCulture, $" {digits}.00 ")),
            } : digits,
            _ => value.ToJsonString(),
        };
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
