using System.Buffers;

namespace MQTTnet.Formatter;

/// <summary>A packet to be sent; a PUBLISH has its payload beside it, uncopied.</summary>
public readonly struct MqttPacketBuffer
{
    public MqttPacketBuffer(ArraySegment<byte> packet, ReadOnlySequence<byte> payload)
    {
        Packet = packet;
        Payload = payload;
        Length = packet.Count + checked((int)payload.Length);
    }

    public MqttPacketBuffer(ArraySegment<byte> packet)
        : this(packet, ReadOnlySequence<byte>.Empty)
    {
    }

    /// <summary>Bytes of both.</summary>
    public int Length { get; }

    public ArraySegment<byte> Packet { get; }

    public ReadOnlySequence<byte> Payload { get; }

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        Packet.AsSpan().CopyTo(bytes);
        Payload.CopyTo(bytes.AsSpan(Packet.Count));
        return bytes;
    }
}
