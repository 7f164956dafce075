using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Wire;

/// <summary>DISCONNECT (MQTT 5.0 and 3.1.1, 3.14): empty when all is normal.</summary>
internal static class DisconnectCodec
{
    public static void Encode(MqttDisconnectPacket packet, MqttBufferWriter body, bool isVersion5)
    {
        var isPlain = packet is
        {
            ReasonCode: MqttDisconnectReasonCode.NormalDisconnection, ReasonString: null, ServerReference: null, SessionExpiryInterval: 0,
            UserProperties: null or [],
        };
        if (!isVersion5 || isPlain)
        {
            return;
        }

        body.Byte((int)packet.ReasonCode);
        new Properties { User = packet.UserProperties }
            .With(MqttPropertyId.SessionExpiryInterval, packet.SessionExpiryInterval)
            .With(MqttPropertyId.ReasonString, packet.ReasonString)
            .With(MqttPropertyId.ServerReference, packet.ServerReference)
            .Write(body);
    }

    public static MqttDisconnectPacket Decode(ref PacketReader reader, bool isVersion5)
    {
        var packet = new MqttDisconnectPacket();
        if (isVersion5 && !reader.AtEnd)
        {
            packet.ReasonCode = (MqttDisconnectReasonCode)reader.Byte();
            var properties = reader.AtEnd ? new Properties() : Properties.Read(ref reader);
            packet.SessionExpiryInterval = properties.Number(MqttPropertyId.SessionExpiryInterval);
            packet.ReasonString = properties.Text(MqttPropertyId.ReasonString);
            packet.ServerReference = properties.Text(MqttPropertyId.ServerReference);
            packet.UserProperties = properties.User;
        }

        return packet;
    }
}
