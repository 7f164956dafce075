using MQTTnet.Packets;

namespace MQTTnet;

/// <summary>What to subscribe to.</summary>
public sealed class MqttClientSubscribeOptions
{
    /// <summary>0 is none.</summary>
    public uint SubscriptionIdentifier { get; set; }

    public List<MqttTopicFilter> TopicFilters { get; set; } = [];

    public List<MqttUserProperty>? UserProperties { get; set; }
}
