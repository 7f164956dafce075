using System.Globalization;
using System.Text;
using ChargerFirmware.Telemetry.Mqtt.Configuration;

namespace ChargerFirmware.Telemetry.Mqtt.Topics;

/// <summary>Where the topics of one station are.</summary>
public sealed class TopicTree
{
    public TopicTree(string prefix, string stationId) => Station = $"{prefix}/{Level(stationId)}";

    /// <summary>What all topics of this station begin with.</summary>
    public string Station { get; }

    /// <param name="connectorId">0 for the station.</param>
    public string Of(Topic topic, int connectorId = 0) => Below(connectorId, topic.Path);

    /// <summary>Every topic below the station that a broker may retain.</summary>
    public IEnumerable<string> Retained(MqttForm form, IEnumerable<int> connectorIds)
    {
        int[] connectors = [.. connectorIds];
        return
            from topic in TopicTable.All
            where topic.Retained
            from connectorId in topic.Scope == TopicScope.Station ? [0] : connectors
            let path = Of(topic, connectorId)
            from name in form == MqttForm.Json || topic.Kind == TopicKind.Word ? [path] : topic.Fields.Select(field => $"{path}/{field.Name}")
            select name;
    }

    /// <summary>Where a command is heard.</summary>
    /// <param name="connectorId">0 for the station, null for a filter that hears all connectors.</param>
    /// <param name="verb">Null for a filter that hears all of them.</param>
    public string Command(int? connectorId, string? verb) => connectorId is { } known
        ? Below(known, $"command/{verb ?? "+"}")
        : $"{Station}/connector/+/command/{verb ?? "+"}";

    private string Below(int connectorId, string path) => connectorId == 0
        ? $"{Station}/{path}"
        : string.Create(CultureInfo.InvariantCulture, $"{Station}/connector/{connectorId}/{path}");

    /// <summary>An identity as one level of a topic: what a topic reads in its own way is percent-encoded.</summary>
    private static string Level(string identity)
    {
        var level = new StringBuilder();
        foreach (var letter in identity)
        {
            if (letter is '/' or '+' or '#' or '%' || char.IsControl(letter))
            {
                level.Append(CultureInfo.InvariantCulture, $"%{(int)letter:X2}");
            }
            else
            {
                level.Append(letter);
            }
        }

        return level.ToString();
    }
}
