using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Wire;

/// <summary>SUBACK (MQTT 5.0 and 3.1.1, 3.9): a code a topic filter.</summary>
internal static class SubAckCodec
{
    public static void Encode(MqttSubAckPacket packet, MqttBufferWriter body, bool isVersion5)
    {
        body.TwoBytes(packet.PacketIdentifier);
        if (isVersion5)
        {
            new Properties { User = packet.UserProperties }.With(MqttPropertyId.ReasonString, packet.ReasonString).Write(body);
        }

        foreach (var code in packet.ReasonCodes)
        {
            body.Byte((int)code);
        }
    }

    public static MqttSubAckPacket Decode(ref PacketReader reader, bool isVersion5)
    {
        var identifier = reader.Identifier();
        var properties = isVersion5 ? Properties.Read(ref reader) : new Properties();
        return new MqttSubAckPacket
        {
            PacketIdentifier = identifier,
            ReasonString = properties.Text(MqttPropertyId.ReasonString),
            UserProperties = properties.User,
            ReasonCodes = [.. reader.Rest().Select(code => (MqttSubscribeReasonCode)code)],
        };
    }
}
