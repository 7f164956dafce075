namespace MQTTnet.Protocol;

/// <summary>Ports registered for MQTT.</summary>
public static class MqttPorts
{
    public const int Default = 1883;
    public const int Secure = 8883;
}
