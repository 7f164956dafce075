using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Wire;

/// <summary>CONNACK (MQTT 5.0 and 3.1.1, 3.2). What a server does not forbid by a property it allows.</summary>
internal static class ConnAckCodec
{
    private const int SessionPresentFlag = 0x01;

    public static void Encode(MqttConnAckPacket packet, MqttBufferWriter body, bool isVersion5)
    {
        body.Byte(packet.IsSessionPresent ? SessionPresentFlag : 0);
        if (!isVersion5)
        {
            body.Byte((int)packet.ReturnCode);
            return;
        }

        body.Byte((int)packet.ReasonCode);
        new Properties { User = packet.UserProperties }
            .With(MqttPropertyId.SessionExpiryInterval, packet.SessionExpiryInterval)
            .With(MqttPropertyId.ReceiveMaximum, packet.ReceiveMaximum)
            .With(MqttPropertyId.MaximumQoS, (uint)packet.MaximumQoS, absent: (uint)MqttQualityOfServiceLevel.ExactlyOnce)
            .With(MqttPropertyId.RetainAvailable, packet.RetainAvailable, absent: true)
            .With(MqttPropertyId.MaximumPacketSize, packet.MaximumPacketSize)
            .With(MqttPropertyId.AssignedClientIdentifier, packet.AssignedClientIdentifier)
            .With(MqttPropertyId.TopicAliasMaximum, packet.TopicAliasMaximum)
            .With(MqttPropertyId.ReasonString, packet.ReasonString)
            .With(MqttPropertyId.WildcardSubscriptionAvailable, packet.WildcardSubscriptionAvailable, absent: true)
            .With(MqttPropertyId.SubscriptionIdentifiersAvailable, packet.SubscriptionIdentifiersAvailable, absent: true)
            .With(MqttPropertyId.SharedSubscriptionAvailable, packet.SharedSubscriptionAvailable, absent: true)
            .With(MqttPropertyId.ServerKeepAlive, packet.ServerKeepAlive)
            .With(MqttPropertyId.ResponseInformation, packet.ResponseInformation)
            .With(MqttPropertyId.ServerReference, packet.ServerReference)
            .Write(body);
    }

    public static MqttConnAckPacket Decode(ref PacketReader reader, bool isVersion5)
    {
        var flags = reader.Byte();
        if ((flags & ~SessionPresentFlag) != 0)
        {
            throw new MqttProtocolViolationException($"The flags of CONNACK are 0x{flags:X2}.");
        }

        var code = reader.Byte();
        var properties = isVersion5 ? Properties.Read(ref reader) : new Properties();
        return new MqttConnAckPacket
        {
            IsSessionPresent = flags == SessionPresentFlag,
            ReasonCode = isVersion5 ? (MqttConnectReasonCode)code : MqttConnectReasonCode.Success,
            ReturnCode = isVersion5 ? MqttConnectReturnCode.ConnectionAccepted : (MqttConnectReturnCode)code,
            SessionExpiryInterval = properties.Number(MqttPropertyId.SessionExpiryInterval),
            ReceiveMaximum = (ushort)properties.Number(MqttPropertyId.ReceiveMaximum),
            MaximumQoS = (MqttQualityOfServiceLevel)properties.Number(MqttPropertyId.MaximumQoS, absent: (uint)MqttQualityOfServiceLevel.ExactlyOnce),
            RetainAvailable = properties.Flag(MqttPropertyId.RetainAvailable, absent: true),
            MaximumPacketSize = properties.Number(MqttPropertyId.MaximumPacketSize),
            AssignedClientIdentifier = properties.Text(MqttPropertyId.AssignedClientIdentifier),
            TopicAliasMaximum = (ushort)properties.Number(MqttPropertyId.TopicAliasMaximum),
            ReasonString = properties.Text(MqttPropertyId.ReasonString),
            WildcardSubscriptionAvailable = properties.Flag(MqttPropertyId.WildcardSubscriptionAvailable, absent: true),
            SubscriptionIdentifiersAvailable = properties.Flag(MqttPropertyId.SubscriptionIdentifiersAvailable, absent: true),
            SharedSubscriptionAvailable = properties.Flag(MqttPropertyId.SharedSubscriptionAvailable, absent: true),
            ServerKeepAlive = (ushort)properties.Number(MqttPropertyId.ServerKeepAlive),
            ResponseInformation = properties.Text(MqttPropertyId.ResponseInformation),
            ServerReference = properties.Text(MqttPropertyId.ServerReference),
            UserProperties = properties.User,
        };
    }
}
