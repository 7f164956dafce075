namespace MQTTnet.Exceptions;

/// <summary>What was sent, or was to be sent, is not MQTT.</summary>
public class MqttProtocolViolationException : Exception
{
    public MqttProtocolViolationException(string message)
        : base(message)
    {
    }
}
