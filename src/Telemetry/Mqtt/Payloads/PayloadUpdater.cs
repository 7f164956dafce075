using System.Text;
using System.Text.Json;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Telemetry.Mqtt.Connection;
using ChargerFirmware.Telemetry.Mqtt.Topics;

namespace ChargerFirmware.Telemetry.Mqtt.Payloads;

/// <summary>Shows how things stand on the retained topics, as objects or as values.</summary>
internal sealed class PayloadUpdater(PayloadSources sources, MqttForm form, TopicTree topics, RetainedPublisher certain, RetainedPublisher frequent)
{
    /// <summary>What is within its dead band is shown after this, so that a reader knows that it is still so.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private static readonly TopicPayload[] s_stations = [.. StationPayloads.All.OrderBy(payload => payload.Rank)];
    private static readonly TopicPayload[] s_connectors = [.. ConnectorPayloads.All.OrderBy(payload => payload.Rank)];

    private readonly Dictionary<(TopicPayload TopicPayload, Connector? Connector), Shown> _shown = [];

    /// <summary>Looks at the payloads of a place that have one of these triggers. What has not changed costs no message.</summary>
    /// <param name="connector">Null for the station.</param>
    public void Show(Connector? connector, Func<PayloadTrigger, bool> triggers)
    {
        foreach (var payload in connector is null ? s_stations : s_connectors)
        {
            if (triggers(payload.Trigger) && payload.Look(sources, connector) is { } state)
            {
                Show(payload, connector, state);
            }
        }
    }

    /// <summary>Shows a word.</summary>
    public void Show(Topic topic, string word) => PublisherOf(topic).Show(topics.Of(topic), Encoding.UTF8.GetBytes(word));

    private void Show(TopicPayload payload, Connector? connector, object state)
    {
        var time = sources.Loop.Time;
        var before = _shown.GetValueOrDefault((payload, connector));
        if (before is not null && payload.IsNear(state, before.State) && time.GetElapsedTime(before.At) < s_longest)
        {
            return;
        }

        var json = payload.Write(state);
        _shown[(payload, connector)] = new Shown(state, json, time.GetTimestamp());
        if (before is not null && before.Json.AsSpan().SequenceEqual(json))
        {
            return;
        }

        var path = topics.Of(payload.Topic, connector?.Id ?? 0);
        if (form == MqttForm.Json)
        {
            PublisherOf(payload.Topic).Show(path, json);
        }
        else
        {
            ShowValues(PublisherOf(payload.Topic), path, json);
        }
    }

    /// <summary>Texts without their quotes; what is unknown is taken away, for an empty value is none.</summary>
    private static void ShowValues(RetainedPublisher publisher, string path, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var field in document.RootElement.EnumerateObject())
        {
            var text = field.Value.ValueKind switch
            {
                JsonValueKind.Null => "",
                JsonValueKind.String => field.Value.GetString()!,
                _ => field.Value.GetRawText(),
            };
            publisher.Show($"{path}/{field.Name}", Encoding.UTF8.GetBytes(text));
        }
    }

    private RetainedPublisher PublisherOf(Topic topic) => topic.AtLeastOnce ? certain : frequent;

    private sealed record Shown(object State, byte[] Json, long At);
}
