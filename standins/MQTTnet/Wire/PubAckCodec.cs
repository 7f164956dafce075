using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Wire;

/// <summary>PUBACK (MQTT 5.0 and 3.1.1, 3.4). In 5.0 success without properties is said by leaving them out.</summary>
internal static class PubAckCodec
{
    public static void Encode(MqttPubAckPacket packet, MqttBufferWriter body, bool isVersion5)
    {
        body.TwoBytes(packet.PacketIdentifier);
        if (!isVersion5 || packet is { ReasonCode: MqttPubAckReasonCode.Success, ReasonString: null, UserProperties: null or [] })
        {
            return;
        }

        body.Byte((int)packet.ReasonCode);
        new Properties { User = packet.UserProperties }.With(MqttPropertyId.ReasonString, packet.ReasonString).Write(body);
    }

    public static MqttPubAckPacket Decode(ref PacketReader reader, bool isVersion5)
    {
        var packet = new MqttPubAckPacket { PacketIdentifier = reader.Identifier() };
        if (isVersion5 && !reader.AtEnd)
        {
            packet.ReasonCode = (MqttPubAckReasonCode)reader.Byte();
            var properties = reader.AtEnd ? new Properties() : Properties.Read(ref reader);
            packet.ReasonString = properties.Text(MqttPropertyId.ReasonString);
            packet.UserProperties = properties.User;
        }

        return packet;
    }
}
