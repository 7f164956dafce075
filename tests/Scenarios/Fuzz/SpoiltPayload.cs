using System.Globalization;
using System.Text;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Tests.Unit.Ocpp16;

namespace ChargerFirmware.Tests.Scenarios.Fuzz;

/// <summary>
/// Writes a payload that the standard refuses: right but for one place, which chance has chosen. What makes it wrong is wrong by the
/// table of fields, so that no test has to ask the station's own reader.
/// </summary>
internal sealed class SpoiltPayload
{
    private static readonly string[] s_halves = ["\"\\ud83d\"", "\"\\udc00\"", "\"a\\ud800b\""];

    private readonly RandomSource _chance;
    private readonly StringBuilder _json = new();
    private int _untilWrong;
    private bool _isWrong;

    private SpoiltPayload(RandomSource chance, int untilWrong)
    {
        _chance = chance;
        _untilWrong = untilWrong;
    }

    public static string Write(Field message, RandomSource chance)
    {
        var payload = new SpoiltPayload(chance, chance.Next(0, message.Walk().Count() + 1));
        payload.WriteObject(message, isRoot: true);
        return payload._json.ToString();
    }

    private void WriteObject(Field fields, bool isRoot)
    {
        _json.Append('{');
        foreach (var member in fields.Members.Where(member => member.IsRequired || _chance.Next(0, 4) > 0))
        {
            WriteMember(member);
        }

        // The place that chance chose was left out with an optional member.
        if (isRoot && !_isWrong)
        {
            WriteSurplus();
        }

        _json.Append('}');
    }

    private void WriteMember(Field member)
    {
        if (_untilWrong-- != 0)
        {
            WriteNamed(member.Name, () => WriteRight(member));
            return;
        }

        _isWrong = true;
        switch (_chance.Next(0, 10))
        {
            case 0 when member.IsRequired:
                break;
            case 1:
                WriteNamed(member.Name, () => WriteRight(member));
                WriteNamed(member.Name, () => WriteRight(member));
                break;
            case 2:
                WriteNamed(member.Name.ToUpperInvariant(), () => WriteRight(member));
                break;
            case 3:
                WriteNamed(member.Name, () => WriteRight(member));
                WriteSurplus();
                break;
            default:
                WriteNamed(member.Name, () => _json.Append(Wrong(member)));
                break;
        }
    }

    private void WriteSurplus() => WriteNamed(Pick("surplus", "", "\\u0000", "\\ud83d", "vendorId ", "$ref"), () => _json.Append(Junk()));

    private void WriteNamed(string name, Action writeValue)
    {
        if (_json[^1] != '{')
        {
            _json.Append(',');
        }

        _json.Append('"').Append(name).Append("\":");
        writeValue();
    }

    private void WriteRight(Field field)
    {
        switch (field.Type)
        {
            case "object":
                WriteObject(field, isRoot: false);
                break;
            case "list" when field.HasObjects:
                _json.Append('[');
                WriteObject(field, isRoot: false);
                _json.Append(']');
                break;
            case "list":
                var element = field.Members[0];
                var isWrong = _untilWrong-- == 0;
                _isWrong |= isWrong;
                _json.Append('[').Append(isWrong ? Wrong(element) : element.Value(_ => false).ToJsonString()).Append(']');
                break;
            default:
                _json.Append(field.Value(_ => false).ToJsonString());
                break;
        }
    }

    private string Wrong(Field field) => field.Type switch
    {
        "enum" => Pick(
            $"\"{field.Words[0].ToLowerInvariant()}\"", $"\" {field.Words[0]}\"", $"\"{field.Words[0]},{field.Words[^1]}\"", $"\"{field.Words[0]}\\u0000\"",
            "\"\"", "\"0\"", "0", "null", "true", $"[\"{field.Words[0]}\"]", s_halves[0], Text(5000)),
        "wide" => Pick("\"7\"", "1.5", "1e99", "-1e-99", "9223372036854775808", "99999999999999999999999", "true", "null", "[7]", "{}"),
        "integer" => Pick("\"7\"", "1.5", "1e99", "-1e-99", "2147483648", "-2147483649", "99999999999999999999999", "true", "null", "[7]", "{}"),
        "tenth" => Pick("\"16.1\"", "0.05", "16.099999999999998", "1e40", "-1e400", "true", "null", "[16.1]", "NaN"),
        "boolean" => Pick("\"true\"", "0", "1", "null", "[true]", "True"),
        "time" => Pick(
            "\"yesterday\"", "\"\"", "\"2026-13-01T00:00:00Z\"", "\"2026-02-30T00:00:00Z\"", "\"2026-01-01T25:00:00Z\"", "\"00000-01-01T00:00:00Z\"",
            "1767225600", "null", "true", "[]", "{}", s_halves[1], Text(5000)),
        "list" => Pick("\"x\"", "7", "{}", "null", "true", "[null]", "[[]]", "[true,7]", Nested()),
        "object" => Pick("\"x\"", "7", "[]", "null", "false", "[{}]", Nested()),
        _ => Pick(
            "7", "-0.0", "1e400", "true", "null", "[]", "[\"x\"]", "{}", Nested(), s_halves[_chance.Next(0, s_halves.Length)],
            field.MaxLength is { } longest ? Text(longest + 1 + _chance.Next(0, 3)) : "8"),
    };

    private string Junk() => _chance.Next(0, 6) switch
    {
        0 => Nested(),
        1 => "{\"a\":{\"b\":[{},[],null,1e400]}}",
        2 => Text(_chance.Next(0, 3000)),
        3 => s_halves[_chance.Next(0, s_halves.Length)],
        4 => _chance.Next(int.MinValue, int.MaxValue).ToString(CultureInfo.InvariantCulture),
        _ => Pick("null", "true", "false", "{}", "[]", "\"\""),
    };

    private string Nested()
    {
        var depth = 1 << _chance.Next(1, 10);
        return new string('[', depth) + new string(']', depth);
    }

    private string Text(int length) => $"\"{new string(Pick("x", "0", "é", " ")[0], length)}\"";

    private string Pick(params ReadOnlySpan<string> words) => words[_chance.Next(0, words.Length)];
}
