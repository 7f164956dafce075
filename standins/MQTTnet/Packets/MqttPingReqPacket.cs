namespace MQTTnet.Packets;

/// <summary>PINGREQ (MQTT 5.0, 3.12).</summary>
public sealed class MqttPingReqPacket : MqttPacket
{
    public static readonly MqttPingReqPacket Instance = new();
}
