using MQTTnet.Protocol;

namespace MQTTnet.Packets;

/// <summary>UNSUBACK (MQTT 5.0, 3.11).</summary>
public sealed class MqttUnsubAckPacket : MqttPacketWithIdentifier
{
    public List<MqttUnsubscribeReasonCode> ReasonCodes { get; set; } = [];

    public string? ReasonString { get; set; }

    public List<MqttUserProperty>? UserProperties { get; set; }
}
