using System.Globalization;
using System.Text.Json;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Telemetry.Mqtt.Topics;

namespace ChargerFirmware.Tests.Brokers;

/// <summary>A session and a fault, heard by mosquitto_sub and compared with the documented table in both directions.</summary>
internal static class SessionCheck
{
    public static async Task RunAsync(Rig rig, MqttVersion version, MqttForm form)
    {
        await rig.BrokerAsync();
        var listener = await rig.ListenAsync();
        var emulator = await rig.EmulateAsync($"mqtt://127.0.0.1:{rig.Port}",
        [
            "--mqtt-version", version == MqttVersion.V500 ? "5.0" : "3.1.1", "--mqtt-form", form == MqttForm.Json ? "json" : "values", "--mqtt-period", "1",
        ]);
        await listener.UntilAsync("availability", "online");
        await UntilFieldAsync(listener, form, "connector/1/status", "status", "Available");
        await emulator.PlugAsync();
        await UntilFieldAsync(listener, form, "connector/1/status", "status", "Preparing");
        await emulator.SwipeAsync();
        await UntilFieldAsync(listener, form, "connector/1/status", "status", "Charging");
        var begin = await listener.UntilAsync("connector/1/event/transaction", "\"begin\"");
        await UntilFieldAsync(listener, form, "connector/1/measurement", "powerW", "11040");
        await emulator.SwipeAsync();
        var end = await listener.UntilAsync("connector/1/event/transaction", "\"end\"");
        Require(begin.Json.GetProperty("transaction").GetInt64() == end.Json.GetProperty("transaction").GetInt64(), "begin and end are of one transaction");
        Require(
            end.Json.GetProperty("energyWh").GetInt64() == end.Json.GetProperty("meterWh").GetInt64() - begin.Json.GetProperty("meterWh").GetInt64(),
            "the energy is what the register says");
        await UntilFieldAsync(listener, form, "connector/1/status", "status", "Finishing");
        await emulator.FaultAsync("door-open");
        await listener.UntilAsync("event/fault", "\"raised\"");
        await UntilFieldAsync(listener, form, "status", "status", "Faulted");
        await emulator.ClearAsync();
        await listener.UntilAsync("event/fault", "\"cleared\"");
        emulator.Worker.Terminate();
        await listener.UntilAsync("availability", "offline");
        Require(await emulator.Worker.EndAsync() == 0, "the emulator ends with 0");

        // What is retained, as somebody sees it who comes late; a word of our own is the last of it.
        var late = await rig.ListenAsync("late");
        await rig.PublishAsync("end", "end");
        await late.UntilAsync("end", "end");
        var retained = late.All.Where(heard => heard.Topic != $"{Rig.Root}/end").ToList();
        Require(retained.All(heard => heard.Retained), "a late listener hears what is retained");
        foreach (var heard in listener.All.Where(heard => heard.Topic != $"{Rig.Root}/end"))
        {
            Judge(heard, form);
        }

        Complete(retained, form);
        if (form == MqttForm.Json)
        {
            JudgeDiscovery(retained);
        }
    }

    private static Task UntilFieldAsync(Listener listener, MqttForm form, string topic, string field, string value) => form == MqttForm.Values
        ? listener.UntilAsync($"{topic}/{field}", value, heard => heard.Payload == value)
        : listener.UntilAsync(topic, value, heard => heard.Json.GetProperty(field).ToString() == value);

    /// <summary>Every message is one that the table knows, and is as it says.</summary>
    private static void Judge(Heard heard, MqttForm form)
    {
        if (heard.Topic.StartsWith("homeassistant/", StringComparison.Ordinal))
        {
            return;
        }

        Require(heard.Topic.StartsWith(Rig.Root + "/", StringComparison.Ordinal), $"{heard.Topic} is below {Rig.Root}");
        var (topic, field) = Find(heard.Topic[(Rig.Root.Length + 1)..], form);
        Require(heard.Qos == (topic.AtLeastOnce ? 1 : 0), $"{heard.Topic} has the QoS of the table");
        switch (topic.Kind)
        {
            case TopicKind.Word:
                Require(heard.Payload is "online" or "offline", $"{heard.Topic} is a word, not {heard.Payload}");
                break;
            case TopicKind.TopicPayload when form == MqttForm.Values:
                Require(heard.Payload.Length == 0 || IsOf(AsJson(field!, heard.Payload), field!), $"{heard.Topic} is {field!.Type}, not {heard.Payload}");
                break;
            default:
                foreach (var part in heard.Json.EnumerateObject())
                {
                    var known = topic.Fields.FirstOrDefault(candidate => candidate.Name == part.Name)
                        ?? throw new CheckException($"{heard.Topic}: the table has no field {part.Name}");
                    Require(part.Value.ValueKind == JsonValueKind.Null || IsOf(part.Value, known), $"{heard.Topic}: {part.Name} is {known.Type}, not {part.Value}");
                }

                Require(
                    topic.Kind != TopicKind.TopicPayload || heard.Json.EnumerateObject().Count() == topic.Fields.Count, $"{heard.Topic} has every field of the table");
                break;
        }
    }

    private static (Topic Topic, TopicField? Field) Find(string path, MqttForm form)
    {
        var isConnectors = path.StartsWith("connector/", StringComparison.Ordinal);
        var rest = isConnectors ? path[(path.IndexOf('/', "connector/".Length) + 1)..] : path;
        foreach (var topic in TopicTable.All.Where(topic => topic.Scope == TopicScope.Both || topic.Scope == TopicScope.Connector == isConnectors))
        {
            var isSplit = form == MqttForm.Values && topic.Kind == TopicKind.TopicPayload;
            if (!isSplit && rest == topic.Path)
            {
                return (topic, null);
            }

            if (isSplit && topic.Fields.FirstOrDefault(field => rest == $"{topic.Path}/{field.Name}") is { } found)
            {
                return (topic, found);
            }
        }

        throw new CheckException($"the table has no topic {path}");
    }

    /// <summary>Every retained topic of the table is there; of values those that are known.</summary>
    private static void Complete(List<Heard> retained, MqttForm form)
    {
        foreach (var topic in TopicTable.All.Where(topic => topic.Retained))
        {
            foreach (var place in topic.Scope == TopicScope.Station ? [topic.Path] : new[] { $"connector/1/{topic.Path}", $"connector/2/{topic.Path}" })
            {
                Require(
                    retained.Exists(heard => heard.Topic == $"{Rig.Root}/{place}") ||
                    (form == MqttForm.Values && (topic.Path == "transaction" ||
                        retained.Exists(heard => heard.Topic.StartsWith($"{Rig.Root}/{place}/", StringComparison.Ordinal)))),
                    $"{place} is retained");
            }
        }
    }

    /// <summary>What Home Assistant needs to make sense of an entity.</summary>
    private static void JudgeDiscovery(List<Heard> retained)
    {
        var configs = retained.Where(heard => heard.Topic.StartsWith("homeassistant/", StringComparison.Ordinal)).ToList();
        Require(configs.Count > 20, "Home Assistant gets its configuration");
        Require(configs.Select(config => config.Text("unique_id")).Distinct().Count() == configs.Count, "every entity has an id of its own");
        foreach (var config in configs)
        {
            Require(config.Topic.Split('/') is [_, _, "charger_EMU-0001", _, "config"], $"{config.Topic} is homeassistant/component/node/object/config");
            Require(config.Text("availability_topic") == $"{Rig.Root}/availability", $"{config.Topic} names the availability");
            Require(retained.Exists(heard => heard.Topic == config.Text("state_topic")), $"{config.Topic} names a topic that there is");
            Require(config.Json.GetProperty("device").GetProperty("identifiers")[0].GetString() == "charger_EMU-0001", $"{config.Topic} names the device");
        }

        var energy = configs.Single(config => config.Text("unique_id") == "charger_EMU-0001_connector1_measurement_energyWh");
        Require(
            (energy.Text("device_class"), energy.Text("state_class"), energy.Text("unit_of_measurement")) == ("energy", "total_increasing", "Wh"),
            "energy counts upwards");
    }

    private static JsonElement AsJson(TopicField field, string payload) =>
        field.Type is FieldType.Text or FieldType.Time ? JsonElement.Parse($"\"{JsonEncodedText.Encode(payload)}\"") : JsonElement.Parse(payload);

    private static bool IsOf(JsonElement value, TopicField field) => field.Type switch
    {
        FieldType.Number => value.ValueKind == JsonValueKind.Number,
        FieldType.Truth => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        FieldType.Texts => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String),
        FieldType.Time => value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParseExact(
            value.GetString(), "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        _ => value.ValueKind == JsonValueKind.String,
    };

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new CheckException($"not so: {what}");
        }
    }
}
