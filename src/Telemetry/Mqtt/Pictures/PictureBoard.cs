using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Telemetry.Mqtt.Connection;
using ChargerFirmware.Telemetry.Mqtt.Topics;

namespace ChargerFirmware.Telemetry.Mqtt.Pictures;

/// <summary>Shows how things stand on the retained topics, as objects or as values.</summary>
internal sealed class PictureBoard(MqttForm form, TopicTree topics, PictureLane certain, PictureLane frequent)
{
    private readonly Dictionary<string, byte[]> _shown = new(StringComparer.Ordinal);

    /// <summary>Shows an object. What has not changed costs no message.</summary>
    /// <param name="connectorId">0 for the station.</param>
    public void Show<T>(Topic topic, int connectorId, T picture, JsonTypeInfo<T> type)
    {
        var path = topics.Of(topic, connectorId);
        var json = JsonSerializer.SerializeToUtf8Bytes(picture, type);
        if (_shown.TryGetValue(path, out var before) && before.AsSpan().SequenceEqual(json))
        {
            return;
        }

        _shown[path] = json;
        if (form == MqttForm.Json)
        {
            LaneOf(topic).Show(path, json);
        }
        else
        {
            ShowValues(LaneOf(topic), path, json);
        }
    }

    /// <summary>Shows a word.</summary>
    public void Show(Topic topic, string word) => LaneOf(topic).Show(topics.Of(topic), Encoding.UTF8.GetBytes(word));

    /// <summary>Texts without their quotes; what is unknown is taken away, for an empty value is none.</summary>
    private static void ShowValues(PictureLane lane, string path, byte[] json)
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

    private PictureLane LaneOf(Topic topic) => topic.AtLeastOnce ? certain : frequent;
}
