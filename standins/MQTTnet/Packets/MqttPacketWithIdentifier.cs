namespace MQTTnet.Packets;

/// <summary>A packet that is answered, or answers, by number.</summary>
public abstract class MqttPacketWithIdentifier : MqttPacket
{
    protected MqttPacketWithIdentifier()
    {
    }

    public ushort PacketIdentifier { get; set; }
}
