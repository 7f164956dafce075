using System.Buffers;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Wire;

/// <summary>PUBLISH (MQTT 5.0 and 3.1.1, 3.3).</summary>
internal static class PublishCodec
{
    private const int RetainFlag = 0x01;
    private const int DupFlag = 0x08;

    /// <summary>Writes all but the payload, which the caller sends after it.</summary>
    /// <returns>The flags of the first byte.</returns>
    public static int Encode(MqttPublishPacket packet, MqttBufferWriter body, bool isVersion5)
    {
        var isAnswered = packet.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce;
        if (isAnswered != packet.PacketIdentifier > 0 || (packet.Dup && !isAnswered))
        {
            throw new MqttProtocolViolationException("A message has a packet identifier when its QoS is not 0, and only then; so with DUP.");
        }

        body.Text(packet.Topic);
        if (isAnswered)
        {
            body.TwoBytes(packet.PacketIdentifier);
        }

        if (isVersion5)
        {
            new Properties { User = packet.UserProperties, SubscriptionIdentifiers = packet.SubscriptionIdentifiers }
                .With(MqttPropertyId.PayloadFormatIndicator, (uint)packet.PayloadFormatIndicator)
                .With(MqttPropertyId.MessageExpiryInterval, packet.MessageExpiryInterval)
                .With(MqttPropertyId.ContentType, packet.ContentType)
                .With(MqttPropertyId.ResponseTopic, packet.ResponseTopic)
                .With(MqttPropertyId.CorrelationData, packet.CorrelationData)
                .With(MqttPropertyId.TopicAlias, packet.TopicAlias)
                .Write(body);
        }

        return (packet.Retain ? RetainFlag : 0) | ((int)packet.QualityOfServiceLevel << 1) | (packet.Dup ? DupFlag : 0);
    }

    public static MqttPublishPacket Decode(ref PacketReader reader, int flags, bool isVersion5)
    {
        var qualityOfService = (MqttQualityOfServiceLevel)(flags >> 1 & 3);
        if (qualityOfService > MqttQualityOfServiceLevel.ExactlyOnce)
        {
            throw new MqttProtocolViolationException("A message has QoS 3.");
        }

        var packet = new MqttPublishPacket
        {
            Retain = (flags & RetainFlag) != 0,
            Dup = (flags & DupFlag) != 0,
            QualityOfServiceLevel = qualityOfService,
            Topic = reader.Text(),
            PacketIdentifier = qualityOfService == MqttQualityOfServiceLevel.AtMostOnce ? (ushort)0 : reader.Identifier(),
        };
        if (isVersion5)
        {
            var properties = Properties.Read(ref reader);
            packet.PayloadFormatIndicator = (MqttPayloadFormatIndicator)properties.Number(MqttPropertyId.PayloadFormatIndicator);
            packet.MessageExpiryInterval = properties.Number(MqttPropertyId.MessageExpiryInterval);
            packet.ContentType = properties.Text(MqttPropertyId.ContentType);
            packet.ResponseTopic = properties.Text(MqttPropertyId.ResponseTopic);
            packet.CorrelationData = properties.Binary(MqttPropertyId.CorrelationData);
            packet.TopicAlias = (ushort)properties.Number(MqttPropertyId.TopicAlias);
            packet.SubscriptionIdentifiers = properties.SubscriptionIdentifiers;
            packet.UserProperties = properties.User;
        }

        packet.Payload = new ReadOnlySequence<byte>(reader.Rest());
        return packet;
    }
}
