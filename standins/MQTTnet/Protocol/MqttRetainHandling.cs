namespace MQTTnet.Protocol;

/// <summary>MQTT 5.0, 3.8.3.1.</summary>
public enum MqttRetainHandling
{
    SendAtSubscribe = 0,
    SendAtSubscribeIfNewSubscriptionOnly = 1,
    DoNotSendOnSubscribe = 2,
}
