using MQTTnet.Protocol;

namespace MQTTnet.Packets;

/// <summary>DISCONNECT (MQTT 5.0, 3.14).</summary>
public sealed class MqttDisconnectPacket : MqttPacket
{
    public MqttDisconnectReasonCode ReasonCode { get; set; }

    public string? ReasonString { get; set; }

    public string? ServerReference { get; set; }

    public uint SessionExpiryInterval { get; set; }

    public List<MqttUserProperty>? UserProperties { get; set; }
}
