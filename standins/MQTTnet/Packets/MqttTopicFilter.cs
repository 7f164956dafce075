using MQTTnet.Protocol;

namespace MQTTnet.Packets;

/// <summary>One topic filter with its options (MQTT 5.0, 3.8.3.1).</summary>
public sealed class MqttTopicFilter
{
    public bool NoLocal { get; set; }

    public MqttQualityOfServiceLevel QualityOfServiceLevel { get; set; }

    public bool RetainAsPublished { get; set; }

    public MqttRetainHandling RetainHandling { get; set; }

    public string Topic { get; set; } = "";
}
