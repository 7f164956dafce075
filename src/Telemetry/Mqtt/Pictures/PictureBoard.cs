using System.Text;
using System.Text.Json;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Telemetry.Mqtt.Connection;
using ChargerFirmware.Telemetry.Mqtt.Topics;

namespace ChargerFirmware.Telemetry.Mqtt.Pictures;

/// <summary>Shows how things stand on the retained topics, as objects or as values.</summary>
internal sealed class PictureBoard(PictureSources sources, MqttForm form, TopicTree topics, RetainedLane certain, RetainedLane frequent)
{
    /// <summary>What is within its dead band is shown after this, so that a reader knows that it is still so.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private static readonly Picture[] s_stations = [.. StationPictures.All.OrderBy(picture => picture.Rank)];
    private static readonly Picture[] s_connectors = [.. ConnectorPictures.All.OrderBy(picture => picture.Rank)];

    private readonly Dictionary<(Picture Picture, Connector? Connector), Shown> _shown = [];

    /// <summary>Looks at the pictures of a place that have one of these triggers. What has not changed costs no message.</summary>
    /// <param name="connector">Null for the station.</param>
    public void Show(Connector? connector, Func<PictureTrigger, bool> triggers)
    {
        foreach (var picture in connector is null ? s_stations : s_connectors)
        {
            if (triggers(picture.Trigger) && picture.Look(sources, connector) is { } state)
            {
                Show(picture, connector, state);
            }
        }
    }

    /// <summary>Shows a word.</summary>
    public void Show(Topic topic, string word) => LaneOf(topic).Show(topics.Of(topic), Encoding.UTF8.GetBytes(word));

    private void Show(Picture picture, Connector? connector, object state)
    {
        var time = sources.Loop.Time;
        var before = _shown.GetValueOrDefault((picture, connector));
        if (before is not null && picture.IsNear(state, before.State) && time.GetElapsedTime(before.At) < s_longest)
        {
            return;
        }

        var json = picture.Write(state);
        _shown[(picture, connector)] = new Shown(state, json, time.GetTimestamp());
        if (before is not null && before.Json.AsSpan().SequenceEqual(json))
        {
            return;
        }

        var path = topics.Of(picture.Topic, connector?.Id ?? 0);
        if (form == MqttForm.Json)
        {
            LaneOf(picture.Topic).Show(path, json);
        }
        else
        {
            ShowValues(LaneOf(picture.Topic), path, json);
        }
    }

    /// <summary>Texts without their quotes; what is unknown is taken away, for an empty value is none.</summary>
    private static void ShowValues(RetainedLane lane, string path, byte[] json)
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
            lane.Show($"{path}/{field.Name}", Encoding.UTF8.GetBytes(text));
        }
    }

    private RetainedLane LaneOf(Topic topic) => topic.AtLeastOnce ? certain : frequent;

    private sealed record Shown(object State, byte[] Json, long At);
}
