using MQTTnet.Exceptions;

namespace MQTTnet.Adapter;

/// <summary>The server was reached but gave no proper answer to CONNECT.</summary>
public sealed class MqttConnectingFailedException : MqttCommunicationException
{
    public MqttConnectingFailedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
