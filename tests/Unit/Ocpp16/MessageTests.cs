using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;
using FsCheck;
using FsCheck.Fluent;

namespace ChargerFirmware.Tests.Unit.Ocpp16;

/// <summary>Drives every message through what the standard says about its fields.</summary>
public sealed class MessageTests
{
    public static TheoryData<string> Messages => [.. Field.Messages.Keys];

    [Fact]
    public void The_catalog_has_the_28_actions()
    {
        var actions = Ocpp16Catalog.All.Actions.SelectMany(action => new[] { action.Name + "Request", action.Name + "Response" });

        Assert.Equal(28, Ocpp16Catalog.All.Actions.Count);
        Assert.Equal(Field.Messages.Keys.Order(), actions.Order());
    }

    [Fact]
    public void Actions_are_found_by_their_exact_name()
    {
        Assert.True(Ocpp16Catalog.All.TryFind("BootNotification", out var action));
        Assert.Same(Ocpp16Catalog.BootNotification, action);
        Assert.False(Ocpp16Catalog.All.TryFind("bootNotification", out _));
    }

    [Fact]
    public void Stations_call_ten_actions_and_both_sides_transfer_data()
    {
        var fromStation = Ocpp16Catalog.All.Actions.Where(action => action.Direction.HasFlag(CallDirection.FromStation));

        Assert.Equal(10, fromStation.Count());
        Assert.Equal(["DataTransfer"], Ocpp16Catalog.All.Actions.Where(action => action.Direction == CallDirection.Both).Select(action => action.Name));
    }

    [Theory, MemberData(nameof(Messages))]
    public void The_least_and_the_fullest_message_come_back_as_they_went(string message)
    {
        AssertRoundTrip(message, Field.Messages[message].Object(_ => false));
        AssertRoundTrip(message, Full(message));
    }

    [Theory, MemberData(nameof(Messages))]
    public void A_missing_field_is_reported_if_it_is_required(string message)
    {
        foreach (var (path, field) in Field.Messages[message].Walk().Where(at => at.Field.Name != "[]"))
        {
            var json = Full(message);
            Parent(json, path).Remove(field.Name);

            if (field.IsRequired)
            {
                AssertFault(ErrorCode.OccurenceConstraintViolation, path, message, json);
            }
            else
            {
                AssertRoundTrip(message, json);
            }
        }
    }

    [Theory, MemberData(nameof(Messages))]
    public void A_text_one_character_too_long_is_refused(string message)
    {
        foreach (var (path, field) in Field.Messages[message].Walk().Where(at => at.Field.MaxLength is not null))
        {
            var json = Full(message);
            Replace(json, path, new string('x', field.MaxLength!.Value + 1));

            AssertFault(ErrorCode.TypeConstraintViolation, PathOf(path, field), message, json);
        }
    }

    [Theory, MemberData(nameof(Messages))]
    public void Characters_are_counted_not_code_units(string message)
    {
        var json = Full(message);
        foreach (var (path, field) in Field.Messages[message].Walk().Where(at => at.Field.MaxLength is not null))
        {
            Replace(json, path, string.Concat(Enumerable.Repeat("😀", field.MaxLength!.Value)));
        }

        AssertRoundTrip(message, json);
    }

    [Theory, MemberData(nameof(Messages))]
    public void An_enum_takes_its_words_and_nothing_else(string message)
    {
        foreach (var (path, field) in Field.Messages[message].Walk().Where(at => at.Field.Type == "enum"))
        {
            foreach (var word in field.Words)
            {
                AssertEnum(word, null);
            }

            string[] wrong = [field.Words[0].ToLowerInvariant(), " " + field.Words[0], $"{field.Words[0]},{field.Words[1]}", "", new string('x', 5000)];
            foreach (var word in wrong)
            {
                AssertEnum(word, ErrorCode.PropertyConstraintViolation);
            }

            AssertEnum(0, ErrorCode.TypeConstraintViolation);
            AssertEnum("0", ErrorCode.PropertyConstraintViolation);

            void AssertEnum(JsonNode value, ErrorCode? code)
            {
                var json = Full(message);
                Replace(json, path, value);
                if (code is null)
                {
                    AssertRoundTrip(message, json);
                }
                else
                {
                    AssertFault(code.Value, path, message, json);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Messages))]
    public void The_wrong_type_is_refused(string message)
    {
        foreach (var (path, field) in Field.Messages[message].Walk())
        {
            JsonNode[] wrong = field.Type switch
            {
                "object" => [1, "text", new JsonArray()],
                "list" => [1, "text", new JsonObject()],
                "integer" => ["7", true, 7.5m, 3e9m, new JsonObject()],
                "wide" => ["7", true, 7.5m, 1e19m, new JsonObject()],
                "tenth" => ["16.1", true, new JsonArray()],
                "boolean" => ["true", 1, new JsonObject()],
                "time" => [1, "yesterday", new JsonObject()],
                _ => [1, true, new JsonObject(), new JsonArray()],
            };
            foreach (var value in wrong)
            {
                var json = Full(message);
                Replace(json, path, value);
                AssertFault(ErrorCode.TypeConstraintViolation, PathOf(path, field), message, json);
            }
        }
    }

    [Theory, MemberData(nameof(Messages))]
    public void Null_is_no_value(string message)
    {
        foreach (var (path, field) in Field.Messages[message].Walk())
        {
            var json = Full(message);
            Replace(json, path, null);
            var isInList = field.Name == "[]";

            AssertFault(ErrorCode.TypeConstraintViolation, PathOf(path, field), message, json);
            var fault = Fault(message, json, Strictness.Lenient);
            Assert.Equal(field.IsRequired || isInList, fault is not null);
        }
    }

    [Theory, MemberData(nameof(Messages))]
    public void A_list_has_no_null_in_it(string message)
    {
        foreach (var (path, _) in Field.Messages[message].Walk().Where(at => at.Field is { IsList: true, HasObjects: true }))
        {
            var json = Full(message);
            Replace(json, path, new JsonArray([null]));

            AssertFault(ErrorCode.TypeConstraintViolation, path + "[0]", message, json);
            Assert.NotNull(Fault(message, json, Strictness.Lenient));
        }
    }

    [Theory, MemberData(nameof(Messages))]
    public void An_unknown_field_is_refused_or_passed_over(string message)
    {
        var objects = Field.Messages[message].Walk()
            .Where(at => at.Field.Type == "object" || at.Field is { IsList: true, HasObjects: true })
            .Select(at => at.Field.IsList ? at.Path + "[0]" : at.Path)
            .Prepend("$");
        foreach (var path in objects)
        {
            var json = Full(message);
            Parent(json, path + ".surplus")["surplus"] = new JsonArray(1, null);

            AssertFault(ErrorCode.FormationViolation, path + ".surplus", message, json);
            Assert.Null(Fault(message, json, Strictness.Lenient));
        }
    }

    [Theory, MemberData(nameof(Messages))]
    public void A_payload_is_one_object(string message)
    {
        foreach (var text in new[] { "[]", "1", "\"text\"", "null", "", "{", "{}{}", """{"a":1,"a":1}""" })
        {
            Assert.Equal(ErrorCode.FormationViolation, Fault(message, Encoding.UTF8.GetBytes(text), Strictness.Strict)?.Code);
        }
    }

    [Theory, MemberData(nameof(Messages))]
    public void No_field_is_taken_twice(string message)
    {
        var json = Full(message).ToJsonString();
        if (json == "{}")
        {
            return;
        }

        var twice = Encoding.UTF8.GetBytes(json[..^1] + "," + json[1..]);

        Assert.Equal(ErrorCode.FormationViolation, Fault(message, twice, Strictness.Strict)?.Code);
        Assert.Equal(ErrorCode.FormationViolation, Fault(message, twice, Strictness.Lenient)?.Code);
    }

    [Theory, MemberData(nameof(Messages))]
    public void Twenty_thousand_nested_lists_do_no_harm(string message)
    {
        var nested = Encoding.UTF8.GetBytes($$"""{"a":{{new string('[', 20_000)}}{{new string(']', 20_000)}}}""");

        Assert.Equal(ErrorCode.FormationViolation, Fault(message, nested, Strictness.Strict)?.Code);
        Assert.Equal(ErrorCode.FormationViolation, Fault(message, nested, Strictness.Lenient)?.Code);
    }

    [Theory, MemberData(nameof(Messages))]
    public void Any_right_message_comes_back_as_it_went(string message) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll<int>(seed =>
            AssertRoundTrip(message, new MessageGenerator(seed).Object(Field.Messages[message]))));

    [Theory, MemberData(nameof(Messages))]
    public void No_damage_to_a_message_crashes_the_decoder(string message)
    {
        var whole = Encoding.UTF8.GetBytes(Full(message).ToJsonString());

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<int, byte, byte[]>((place, value, bytes) =>
        {
            var damaged = whole.ToArray();
            damaged[(int)((uint)place % damaged.Length)] = value;
            foreach (var payload in new[] { damaged, damaged[..(int)((uint)place % damaged.Length)], bytes ?? [] })
            {
                Fault(message, payload, Strictness.Strict);
                Fault(message, payload, Strictness.Lenient);
            }
        }));
    }

    [Theory, MemberData(nameof(Messages))]
    public void Half_a_character_is_refused(string message)
    {
        foreach (var (path, field) in Field.Messages[message].Walk().Where(at => at.Field.Type is "string" or "enum" or "time"))
        {
            var json = Full(message);
            Replace(json, path, "HALF");
            var payload = Encoding.UTF8.GetBytes(json.ToJsonString().Replace("HALF", "\\ud800"));

            Assert.NotNull(Fault(message, payload, Strictness.Strict));
            Assert.NotNull(Fault(message, payload, Strictness.Lenient));
        }
    }

    private static JsonObject Full(string message) => Field.Messages[message].Object(_ => true);

    private static void AssertRoundTrip(string message, JsonObject json)
    {
        var payload = Encoding.UTF8.GetBytes(json.ToJsonString());
        Assert.Null(Fault(message, payload, Strictness.Strict));
        var again = MessageCodec.Of(message).Reencode(payload);
        Assert.True(JsonNode.DeepEquals(json, JsonNode.Parse(again)), $"{json.ToJsonString()} became {Encoding.UTF8.GetString(again)}");
    }

    private static void AssertFault(ErrorCode code, string path, string message, JsonObject json)
    {
        var fault = Fault(message, json, Strictness.Strict);
        Assert.Equal((code, path), (fault?.Code, fault?.Path));
    }

    private static MessageFault? Fault(string message, JsonObject json, Strictness strictness) =>
        Fault(message, Encoding.UTF8.GetBytes(json.ToJsonString()), strictness);

    private static MessageFault? Fault(string message, byte[] payload, Strictness strictness) =>
        MessageCodec.Of(message).FindFault(payload, strictness);

    private static JsonObject Parent(JsonObject json, string path)
    {
        JsonNode node = json;
        foreach (var step in Steps(path)[..^1])
        {
            node = step is int index ? node[index]! : node[(string)step]!;
        }

        return node.AsObject();
    }

    private static void Replace(JsonObject json, string path, JsonNode? value)
    {
        JsonNode node = json;
        var steps = Steps(path);
        foreach (var step in steps[..^1])
        {
            node = step is int index ? node[index]! : node[(string)step]!;
        }

        if (steps[^1] is int last)
        {
            node[last] = value;
        }
        else
        {
            node[(string)steps[^1]] = value;
        }
    }

    // A list of texts is judged as a whole.
    private static string PathOf(string path, Field field) => field.Name == "[]" ? path[..^"[0]".Length] : path;

    private static object[] Steps(string path) =>
        [.. path[1..].Replace("[0]", ".0").Split('.', StringSplitOptions.RemoveEmptyEntries).Select(step => step == "0" ? (object)0 : step)];
}
