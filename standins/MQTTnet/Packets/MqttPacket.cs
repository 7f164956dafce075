namespace MQTTnet.Packets;

/// <summary>One control packet.</summary>
public abstract class MqttPacket
{
    protected MqttPacket()
    {
    }
}
