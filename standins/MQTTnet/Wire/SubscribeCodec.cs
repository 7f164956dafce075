using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Wire;

/// <summary>SUBSCRIBE (MQTT 5.0 and 3.1.1, 3.8).</summary>
internal static class SubscribeCodec
{
    private const int NoLocalFlag = 0x04;
    private const int RetainAsPublishedFlag = 0x08;
    private const int RetainHandlingShift = 4;

    public static void Encode(MqttSubscribePacket packet, MqttBufferWriter body, bool isVersion5)
    {
        if (packet.PacketIdentifier == 0 || packet.TopicFilters.Count == 0)
        {
            throw new MqttProtocolViolationException("SUBSCRIBE needs a packet identifier and at least one topic filter.");
        }

        body.TwoBytes(packet.PacketIdentifier);
        if (isVersion5)
        {
            new Properties { User = packet.UserProperties }
                .With(MqttPropertyId.SubscriptionIdentifier, packet.SubscriptionIdentifier)
                .Write(body);
        }

        foreach (var filter in packet.TopicFilters)
        {
            body.Text(filter.Topic);
            body.Byte((int)filter.QualityOfServiceLevel | (isVersion5 ? Options(filter) : 0));
        }
    }

    public static MqttSubscribePacket Decode(ref PacketReader reader, bool isVersion5)
    {
        var packet = new MqttSubscribePacket { PacketIdentifier = reader.Identifier() };
        if (isVersion5)
        {
            var properties = Properties.Read(ref reader);
            packet.SubscriptionIdentifier = properties.SubscriptionIdentifiers?[0] ?? 0;
            packet.UserProperties = properties.User;
        }

        do
        {
            packet.TopicFilters.Add(Filter(reader.Text(), reader.Byte(), isVersion5));
        }
        while (!reader.AtEnd);

        return packet;
    }

    private static int Options(MqttTopicFilter filter) =>
        (filter.NoLocal ? NoLocalFlag : 0) | (filter.RetainAsPublished ? RetainAsPublishedFlag : 0) | ((int)filter.RetainHandling << RetainHandlingShift);

    private static MqttTopicFilter Filter(string topic, int options, bool isVersion5)
    {
        var filter = new MqttTopicFilter
        {
            Topic = topic,
            QualityOfServiceLevel = (MqttQualityOfServiceLevel)(options & 3),
            NoLocal = (options & NoLocalFlag) != 0,
            RetainAsPublished = (options & RetainAsPublishedFlag) != 0,
            RetainHandling = (MqttRetainHandling)(options >> RetainHandlingShift),
        };
        return filter.QualityOfServiceLevel <= MqttQualityOfServiceLevel.ExactlyOnce
            && filter.RetainHandling <= MqttRetainHandling.DoNotSendOnSubscribe
            && (isVersion5 || options <= (int)MqttQualityOfServiceLevel.ExactlyOnce)
            ? filter
            : throw new MqttProtocolViolationException($"The options of the topic filter '{topic}' are 0x{options:X2}.");
    }
}
