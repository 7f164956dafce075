namespace MQTTnet.Adapter;

/// <summary>A packet cut out of the stream: its first byte, and what follows the remaining length.</summary>
public readonly struct ReceivedMqttPacket
{
    public ReceivedMqttPacket(byte fixedHeader, ArraySegment<byte> body, int totalLength)
    {
        FixedHeader = fixedHeader;
        Body = body;
        TotalLength = totalLength;
    }

    public byte FixedHeader { get; }

    public ArraySegment<byte> Body { get; }

    /// <summary>Bytes, the fixed header included.</summary>
    public int TotalLength { get; }
}
