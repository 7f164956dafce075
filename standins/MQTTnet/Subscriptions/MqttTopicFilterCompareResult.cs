namespace MQTTnet;

/// <summary>Whether a filter takes a topic, and what is wrong if neither.</summary>
public enum MqttTopicFilterCompareResult
{
    NoMatch = 0,
    IsMatch = 1,
    FilterInvalid = 2,
    TopicInvalid = 3,
}
