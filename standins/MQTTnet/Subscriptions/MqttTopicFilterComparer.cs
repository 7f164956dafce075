namespace MQTTnet;

/// <summary>Whether a filter takes a topic (MQTT 5.0, 4.7).</summary>
public static class MqttTopicFilterComparer
{
    public const char LevelSeparator = '/';
    public const char MultiLevelWildcard = '#';
    public const char SingleLevelWildcard = '+';
    public const char ReservedTopicPrefix = '$';

    public static MqttTopicFilterCompareResult Compare(string topic, string filter)
    {
        if (string.IsNullOrEmpty(topic) || topic.AsSpan().ContainsAny(SingleLevelWildcard, MultiLevelWildcard))
        {
            return MqttTopicFilterCompareResult.TopicInvalid;
        }

        var filterLevels = (filter ?? "").Split(LevelSeparator);
        if (string.IsNullOrEmpty(filter) || !IsValid(filterLevels))
        {
            return MqttTopicFilterCompareResult.FilterInvalid;
        }

        // Server's own topics are not for those who ask for everything (4.7.2).
        var isReserved = topic[0] == ReservedTopicPrefix && filter[0] is (SingleLevelWildcard or MultiLevelWildcard);
        return !isReserved && IsMatch(topic.Split(LevelSeparator), filterLevels)
            ? MqttTopicFilterCompareResult.IsMatch : MqttTopicFilterCompareResult.NoMatch;
    }

    private static bool IsValid(string[] filter) =>
        filter.Index().All(level => level.Item switch
        {
            "#" => level.Index == filter.Length - 1,
            "+" => true,
            _ => !level.Item.AsSpan().ContainsAny(SingleLevelWildcard, MultiLevelWildcard),
        });

    private static bool IsMatch(string[] topic, string[] filter)
    {
        for (var index = 0; index < filter.Length; index++)
        {
            if (filter[index] == "#")
            {
                return true;
            }

            if (index == topic.Length || (filter[index] != "+" && filter[index] != topic[index]))
            {
                return false;
            }

            // "a/#" takes "a", too.
            if (index == topic.Length - 1 && filter.Length == index + 2 && filter[index + 1] == "#")
            {
                return true;
            }
        }

        return filter.Length == topic.Length;
    }
}
