using System.Buffers;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace MQTTnet.Wire;

/// <summary>The frame around every packet (MQTT 5.0, 2.1), and which codec takes its body.</summary>
internal static class PacketCodec
{
    /// <summary>The lower half of the first byte is fixed for all but PUBLISH (MQTT 5.0, 2.1.3).</summary>
    private const int RequestFlags = 0b0010;

    public static MqttPacketBuffer Encode(MqttPacket packet, MqttBufferWriter body, bool isVersion5)
    {
        body.Clear();
        var firstByte = Body(packet, body, isVersion5);
        var payload = packet is MqttPublishPacket publish ? publish.Payload : ReadOnlySequence<byte>.Empty;
        if (body.Length + payload.Length > Limits.LargestVariableInteger)
        {
            throw new MqttProtocolViolationException($"A packet holds {Limits.LargestVariableInteger} bytes at most.");
        }

        var length = (uint)(body.Length + payload.Length);
        var frame = new MqttBufferWriter(1 + MqttBufferWriter.GetVariableByteIntegerSize(length) + body.Length, int.MaxValue);
        frame.Byte(firstByte);
        frame.VariableInteger(length);
        frame.Raw(body.Written);
        return new MqttPacketBuffer(frame.Segment, payload);
    }

    public static MqttPacket Decode(byte firstByte, ReadOnlySpan<byte> body, bool isVersion5)
    {
        var type = (MqttControlPacketType)(firstByte >> 4);
        var flags = firstByte & 0x0F;
        var expectedFlags = type is MqttControlPacketType.Subscribe or MqttControlPacketType.Unsubscribe ? RequestFlags : 0;
        if (type != MqttControlPacketType.Publish && flags != expectedFlags)
        {
            throw new MqttProtocolViolationException($"The flags of {type} are {flags}, not {expectedFlags}.");
        }

        var reader = new PacketReader(body);
        MqttPacket packet = type switch
        {
            MqttControlPacketType.Connect => ConnectCodec.Decode(ref reader, isVersion5),
            MqttControlPacketType.ConnAck => ConnAckCodec.Decode(ref reader, isVersion5),
            MqttControlPacketType.Publish => PublishCodec.Decode(ref reader, flags, isVersion5),
            MqttControlPacketType.PubAck => PubAckCodec.Decode(ref reader, isVersion5),
            MqttControlPacketType.Subscribe => SubscribeCodec.Decode(ref reader, isVersion5),
            MqttControlPacketType.SubAck => SubAckCodec.Decode(ref reader, isVersion5),
            MqttControlPacketType.Unsubscribe => UnsubscribeCodec.Decode(ref reader, isVersion5),
            MqttControlPacketType.UnsubAck => UnsubAckCodec.Decode(ref reader, isVersion5),
            MqttControlPacketType.PingReq => MqttPingReqPacket.Instance,
            MqttControlPacketType.PingResp => MqttPingRespPacket.Instance,
            MqttControlPacketType.Disconnect => DisconnectCodec.Decode(ref reader, isVersion5),
            _ => throw new MqttProtocolViolationException($"Packets of type {type} are not supported."),
        };
        reader.MustBeAtEnd();
        return packet;
    }

    private static int Body(MqttPacket packet, MqttBufferWriter body, bool isVersion5)
    {
        switch (packet)
        {
            case MqttConnectPacket connect:
                ConnectCodec.Encode(connect, body, isVersion5);
                return FirstByte(MqttControlPacketType.Connect);
            case MqttConnAckPacket connAck:
                ConnAckCodec.Encode(connAck, body, isVersion5);
                return FirstByte(MqttControlPacketType.ConnAck);
            case MqttPublishPacket publish:
                return FirstByte(MqttControlPacketType.Publish) | PublishCodec.Encode(publish, body, isVersion5);
            case MqttPubAckPacket pubAck:
                PubAckCodec.Encode(pubAck, body, isVersion5);
                return FirstByte(MqttControlPacketType.PubAck);
            case MqttSubscribePacket subscribe:
                SubscribeCodec.Encode(subscribe, body, isVersion5);
                return FirstByte(MqttControlPacketType.Subscribe) | RequestFlags;
            case MqttSubAckPacket subAck:
                SubAckCodec.Encode(subAck, body, isVersion5);
                return FirstByte(MqttControlPacketType.SubAck);
            case MqttUnsubscribePacket unsubscribe:
                UnsubscribeCodec.Encode(unsubscribe, body, isVersion5);
                return FirstByte(MqttControlPacketType.Unsubscribe) | RequestFlags;
            case MqttUnsubAckPacket unsubAck:
                UnsubAckCodec.Encode(unsubAck, body, isVersion5);
                return FirstByte(MqttControlPacketType.UnsubAck);
            case MqttPingReqPacket:
                return FirstByte(MqttControlPacketType.PingReq);
            case MqttPingRespPacket:
                return FirstByte(MqttControlPacketType.PingResp);
            case MqttDisconnectPacket disconnect:
                DisconnectCodec.Encode(disconnect, body, isVersion5);
                return FirstByte(MqttControlPacketType.Disconnect);
            default:
                throw new MqttProtocolViolationException($"{packet.GetType().Name} is not supported.");
        }
    }

    private static int FirstByte(MqttControlPacketType type) => (int)type << 4;
}
