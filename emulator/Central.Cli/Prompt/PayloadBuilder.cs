using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Central.Cli.Docs;
using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>Makes the payload of a call from an example and from what is typed, and refuses what the standard would not have.</summary>
/// <param name="command">What the refusals begin with.</param>
internal sealed class PayloadBuilder(string command, ActionDescription action)
{
    // What nobody wants to send to a real station without having typed it.
    private static readonly Dictionary<string, string[]> s_typedOnly = new(StringComparer.Ordinal)
    {
        ["CancelReservation"] = ["reservationId"],
        ["ChangeConfiguration"] = ["key", "value"],
        ["ClearChargingProfile"] = ["id"],
        ["GetConfiguration"] = ["key"],
        ["GetDiagnostics"] = ["location", "retries", "retryInterval"],
        ["RemoteStopTransaction"] = ["transactionId"],
        ["SendLocalList"] = ["listVersion", "localAuthorizationList", "updateType"],
        ["SetChargingProfile"] = ["csChargingProfiles"],
        ["UpdateFirmware"] = ["location"],
    };

    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<MessageField> _fields = MessageField.Of(action.RequestForm);

    /// <summary>Whether a field of that action is never filled in where it is not typed.</summary>
    public static bool IsTypedOnly(string action, string field) => s_typedOnly.GetValueOrDefault(action, []).Contains(field);

    /// <summary>What is sent where nothing is typed.</summary>
    public JsonObject Default(DateTimeOffset now)
    {
        var payload = ExampleMessages.Request(action.Name, now);
        foreach (var field in s_typedOnly.GetValueOrDefault(action.Name, []))
        {
            payload.Remove(field);
        }

        return payload;
    }

    /// <summary>Puts what is typed into the payload.</summary>
    /// <param name="force">As it is typed, also where the standard knows no such field or word.</param>
    /// <exception cref="PromptException">A field or a word is unknown, or a value cannot be read.</exception>
    public void Amend(JsonObject payload, IEnumerable<PromptArgument> arguments, bool force)
    {
        foreach (var argument in arguments)
        {
            var field = FieldAt(argument.Path, force);
            Put(payload, argument.Path, Explained(() => ValueReader.Read(argument, force && field?.Kind == FieldKind.Word ? null : field)));
        }
    }

    /// <exception cref="PromptException">The standard would not have it.</exception>
    public void Check(JsonObject payload)
    {
        if (action.InspectRequest(Encode(payload), Strictness.Strict).Fault is { } fault)
        {
            throw Refused($"{fault.Path.Replace("$.", "", StringComparison.Ordinal)}: {fault.Expected} (--force sends it all the same)");
        }
    }

    public static byte[] Encode(JsonNode payload) => JsonSerializer.SerializeToUtf8Bytes(payload, s_readable);

    private MessageField? FieldAt(string path, bool force)
    {
        MessageField? field = null;
        var members = _fields;
        foreach (var step in Steps(path))
        {
            if (IndexOf(step) is not null)
            {
                continue;
            }

            field = members.FirstOrDefault(member => member.Name == step);
            if (field is null)
            {
                return force ? null : throw Unknown(step, members);
            }

            members = field.Members;
        }

        // An element of a list is one of what the list holds.
        return field is { IsList: true } && path.EndsWith(']') ? field with { IsList = false } : field;
    }

    private PromptException Unknown(string name, IReadOnlyList<MessageField> members)
    {
        var known = members.Count == 0 ? "it has none" : $"it has {string.Join(", ", members.Select(member => member.Name))}";
        return Refused($"'{Quoted.Short(name)}' is no field of {action.Name}{Spelling.DidYouMean(name, members.Select(member => member.Name))} ({known})");
    }

    private void Put(JsonObject payload, string path, JsonNode? value)
    {
        string[] steps = [.. Steps(path)];
        JsonNode place = payload;
        for (var index = 0; index < steps.Length - 1; index++)
        {
            place = Enter(place, steps[index], path, IndexOf(steps[index + 1]) is null ? new JsonObject() : new JsonArray());
        }

        Set(place, steps[^1], path, value);
    }

    private void Set(JsonNode place, string step, string path, JsonNode? value)
    {
        if (IndexOf(step) is { } index && place is JsonArray list && index <= list.Count)
        {
            if (index < list.Count)
            {
                list.RemoveAt(index);
            }

            if (value is not null)
            {
                list.Insert(index, value);
            }
        }
        else if (place is JsonObject fields && IndexOf(step) is null)
        {
            fields.Remove(step);
            if (value is not null)
            {
                fields.Add(step, value);
            }
        }
        else
        {
            throw NoPlace(path, step);
        }
    }

    private JsonNode Enter(JsonNode place, string step, string path, JsonNode made)
    {
        switch (place)
        {
            case JsonArray list when IndexOf(step) is { } index && index < list.Count && list[index] is JsonObject or JsonArray:
                return list[index]!;
            case JsonArray list when IndexOf(step) == list.Count:
                list.Add(made);
                return made;
            case JsonObject fields when IndexOf(step) is null:
                if (fields[step] is not (JsonObject or JsonArray))
                {
                    fields[step] = made;
                }

                return fields[step]!;
            default:
                throw NoPlace(path, step);
        }
    }

    private PromptException NoPlace(string path, string step) => Refused($"{path}: expected no {step} there; a list is counted from [0] without gaps");

    private static IEnumerable<string> Steps(string path) =>
        path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);

    private static int? IndexOf(string step) =>
        step is ['[', .. var digits, ']'] && int.TryParse(digits, System.Globalization.NumberStyles.None, null, out var index) ? index : null;

    private PromptException Refused(string why) => new($"{command}: {why}");

    private JsonNode? Explained(Func<JsonNode?> read)
    {
        try
        {
            return read();
        }
        catch (PromptException refusal)
        {
            throw Refused(refusal.Message);
        }
    }
}
