using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;

namespace MQTTnet.Wire;

/// <summary>UNSUBSCRIBE (MQTT 5.0 and 3.1.1, 3.10).</summary>
internal static class UnsubscribeCodec
{
    public static void Encode(MqttUnsubscribePacket packet, MqttBufferWriter body, bool isVersion5)
    {
        if (packet.PacketIdentifier == 0 || packet.TopicFilters.Count == 0)
        {
            throw new MqttProtocolViolationException("UNSUBSCRIBE needs a packet identifier and at least one topic filter.");
        }

        body.TwoBytes(packet.PacketIdentifier);
        if (isVersion5)
        {
            new Properties { User = packet.UserProperties }.Write(body);
        }

        foreach (var filter in packet.TopicFilters)
        {
            body.Text(filter);
        }
    }

    public static MqttUnsubscribePacket Decode(ref PacketReader reader, bool isVersion5)
    {
        var packet = new MqttUnsubscribePacket { PacketIdentifier = reader.Identifier() };
        packet.UserProperties = isVersion5 ? Properties.Read(ref reader).User : null;
        do
        {
            packet.TopicFilters.Add(reader.Text());
        }
        while (!reader.AtEnd);

        return packet;
    }
}
