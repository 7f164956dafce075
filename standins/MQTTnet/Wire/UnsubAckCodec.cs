using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Wire;

/// <summary>UNSUBACK (MQTT 5.0 and 3.1.1, 3.11): before 5.0 it says nothing but that it is done.</summary>
internal static class UnsubAckCodec
{
    public static void Encode(MqttUnsubAckPacket packet, MqttBufferWriter body, bool isVersion5)
    {
        body.TwoBytes(packet.PacketIdentifier);
        if (!isVersion5)
        {
            return;
        }

        new Properties { User = packet.UserProperties }.With(MqttPropertyId.ReasonString, packet.ReasonString).Write(body);
        foreach (var code in packet.ReasonCodes)
        {
            body.Byte((int)code);
        }
    }

    public static MqttUnsubAckPacket Decode(ref PacketReader reader, bool isVersion5)
    {
        var packet = new MqttUnsubAckPacket { PacketIdentifier = reader.Identifier() };
        if (isVersion5)
        {
            var properties = Properties.Read(ref reader);
            packet.ReasonString = properties.Text(MqttPropertyId.ReasonString);
            packet.UserProperties = properties.User;
            packet.ReasonCodes = [.. reader.Rest().Select(code => (MqttUnsubscribeReasonCode)code)];
        }

        return packet;
    }
}
