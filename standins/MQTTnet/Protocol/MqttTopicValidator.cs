using MQTTnet.Exceptions;

namespace MQTTnet.Protocol;

/// <summary>What a topic and a topic filter may look like (MQTT 5.0, 4.7).</summary>
public static class MqttTopicValidator
{
    /// <exception cref="MqttProtocolViolationException">The message has neither topic nor alias, or its topic holds a wildcard.</exception>
    public static void ThrowIfInvalid(MqttApplicationMessage applicationMessage)
    {
        ArgumentNullException.ThrowIfNull(applicationMessage);

        if (applicationMessage.TopicAlias == 0 || !string.IsNullOrEmpty(applicationMessage.Topic))
        {
            ThrowIfInvalid(applicationMessage.Topic);
        }
    }

    /// <exception cref="MqttProtocolViolationException">The topic is empty or holds a wildcard.</exception>
    public static void ThrowIfInvalid(string topic)
    {
        if (string.IsNullOrEmpty(topic))
        {
            throw new MqttProtocolViolationException("A topic must not be empty.");
        }

        if (topic.AsSpan().ContainsAny('+', '#'))
        {
            throw new MqttProtocolViolationException($"The topic '{topic}' must not hold the wildcards + and #.");
        }
    }

    /// <exception cref="MqttProtocolViolationException">The filter is empty, or # is not its end.</exception>
    public static void ThrowIfInvalidSubscribe(string topic)
    {
        if (string.IsNullOrEmpty(topic))
        {
            throw new MqttProtocolViolationException("A topic filter must not be empty.");
        }

        var wildcard = topic.IndexOf('#');
        if (wildcard >= 0 && wildcard != topic.Length - 1)
        {
            throw new MqttProtocolViolationException($"In the topic filter '{topic}' # may only stand at the end.");
        }
    }
}
