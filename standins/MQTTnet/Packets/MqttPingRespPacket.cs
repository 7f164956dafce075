namespace MQTTnet.Packets;

/// <summary>PINGRESP (MQTT 5.0, 3.13).</summary>
public sealed class MqttPingRespPacket : MqttPacket
{
    public static readonly MqttPingRespPacket Instance = new();
}
