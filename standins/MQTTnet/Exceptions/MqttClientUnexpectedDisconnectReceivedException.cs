using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Exceptions;

/// <summary>The server sent DISCONNECT instead of the answer.</summary>
public sealed class MqttClientUnexpectedDisconnectReceivedException : MqttCommunicationException
{
    public MqttClientUnexpectedDisconnectReceivedException(MqttDisconnectPacket disconnectPacket, Exception? innerException = null)
        : base($"The server ended the connection ({disconnectPacket.ReasonCode}).", innerException)
    {
        ReasonCode = disconnectPacket.ReasonCode;
        ReasonString = disconnectPacket.ReasonString;
        ServerReference = disconnectPacket.ServerReference;
        SessionExpiryInterval = disconnectPacket.SessionExpiryInterval;
        UserProperties = disconnectPacket.UserProperties;
    }

    public MqttDisconnectReasonCode? ReasonCode { get; }

    public string? ReasonString { get; }

    public string? ServerReference { get; }

    /// <summary>Seconds.</summary>
    public uint? SessionExpiryInterval { get; }

    public List<MqttUserProperty>? UserProperties { get; }
}
