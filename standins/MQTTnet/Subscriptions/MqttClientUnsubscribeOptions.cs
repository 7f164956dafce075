using MQTTnet.Packets;

namespace MQTTnet;

/// <summary>What to unsubscribe from.</summary>
public sealed class MqttClientUnsubscribeOptions
{
    public List<string> TopicFilters { get; set; } = [];

    public List<MqttUserProperty>? UserProperties { get; set; }
}
