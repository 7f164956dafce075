using System.Buffers.Binary;

namespace ChargerFirmware.Network.WebSockets;

/// <summary>The head of a frame (RFC 6455, 5.2).</summary>
/// <param name="IsPlain">False when an extension, such as compression, has changed the payload.</param>
/// <param name="Mask">XORed with the payload, most significant byte first; 0 where there is none.</param>
internal readonly record struct WebSocketFrame(bool IsFinal, bool IsPlain, int Opcode, int HeadBytes, long PayloadBytes, uint Mask)
{
    public const int Continuation = 0x0;
    public const int Text = 0x1;
    public const int Binary = 0x2;
    public const int Close = 0x8;
    public const int Pong = 0xA;

    private const int MaxControlPayloadBytes = 125;

    public bool IsControl => Opcode >= Close;

    public long TotalBytes => HeadBytes + PayloadBytes;

    /// <summary>False for what no end may send, whatever came before (5.2 and 5.5).</summary>
    public bool IsLegal => PayloadBytes >= 0 && Opcode switch
    {
        Continuation or Text or Binary => true,
        >= Close and <= Pong => IsFinal && PayloadBytes <= MaxControlPayloadBytes,
        _ => false,
    };

    /// <returns>False when there is not all of a head yet.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out WebSocketFrame frame)
    {
        frame = default;
        if (bytes.Length < 2)
        {
            return false;
        }

        var length = bytes[1] & 0x7F;
        var lengthBytes = length switch { 127 => 8, 126 => 2, _ => 0 };
        var isMasked = (bytes[1] & 0x80) != 0;
        var headBytes = 2 + lengthBytes + (isMasked ? 4 : 0);
        if (bytes.Length < headBytes)
        {
            return false;
        }

        frame = new WebSocketFrame(
            IsFinal: (bytes[0] & 0x80) != 0,
            IsPlain: (bytes[0] & 0x70) == 0,
            Opcode: bytes[0] & 0x0F,
            headBytes,
            lengthBytes switch
            {
                8 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
                2 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
                _ => length,
            },
            isMasked ? BinaryPrimitives.ReadUInt32BigEndian(bytes[(2 + lengthBytes)..]) : 0);
        return true;
    }

    /// <summary>The payload as it was before it was masked (5.3).</summary>
    public byte[] Unmask(ReadOnlySpan<byte> payload)
    {
        var plain = payload.ToArray();
        for (var i = 0; Mask != 0 && i < plain.Length; i++)
        {
            plain[i] ^= (byte)(Mask >> (24 - (8 * (i % 4))));
        }

        return plain;
    }
}
