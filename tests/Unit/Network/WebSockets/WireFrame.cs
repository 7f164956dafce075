using System.Buffers.Binary;

namespace ChargerFirmware.Tests.Unit.Network.WebSockets;

/// <summary>A frame as the standard draws it (RFC 6455, 5.2).</summary>
internal sealed record WireFrame(int Opcode, bool IsFinal, byte[] Payload)
{
    public bool IsControl => Opcode >= 8;

    public byte[] Bytes(bool isMasked, Random random, int reserved = 0)
    {
        byte[] length = Payload.Length switch
        {
            < 126 => [(byte)Payload.Length],
            <= ushort.MaxValue => [126, .. BigEndian(Payload.Length)[2..]],
            _ => [127, 0, 0, 0, 0, .. BigEndian(Payload.Length)],
        };
        var first = (byte)((IsFinal ? 0x80 : 0) | (reserved << 4) | Opcode);
        if (!isMasked)
        {
            return [first, .. length, .. Payload];
        }

        var mask = new byte[4];
        random.NextBytes(mask);
        length[0] |= 0x80;
        return [first, .. length, .. mask, .. Payload.Select((value, index) => (byte)(value ^ mask[index % 4]))];
    }

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
