using System.Buffers.Binary;
using System.Text;
using MQTTnet.Exceptions;

namespace MQTTnet.Wire;

/// <summary>Reads the data types of MQTT (MQTT 5.0, 1.5) out of one packet's body; what is not there is a protocol violation.</summary>
internal ref struct PacketReader(ReadOnlySpan<byte> body)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _left = body;

    public readonly bool AtEnd => _left.IsEmpty;

    public readonly int Left => _left.Length;

    public byte Byte() => Take(1)[0];

    public ushort TwoBytes() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint FourBytes() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public uint VariableInteger()
    {
        var value = 0u;
        for (var shift = 0; shift < 28; shift += 7)
        {
            var part = Byte();
            value |= (part & 0x7Fu) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new MqttProtocolViolationException("A variable byte integer is longer than four bytes.");
    }

    public byte[] Binary() => Take(TwoBytes()).ToArray();

    /// <summary>A text; NUL and ill-formed UTF-8 make the packet malformed (MQTT 5.0, 1.5.4).</summary>
    public string Text()
    {
        try
        {
            var text = StrictUtf8.GetString(Take(TwoBytes()));
            return !text.Contains('\0', StringComparison.Ordinal) ? text : throw new MqttProtocolViolationException("A text holds the character NUL.");
        }
        catch (DecoderFallbackException)
        {
            throw new MqttProtocolViolationException("A text is not valid UTF-8.");
        }
    }

    /// <summary>A packet identifier, which is never 0 (MQTT 5.0, 2.2.1).</summary>
    public ushort Identifier() => TwoBytes() is var identifier and not 0 ? identifier
        : throw new MqttProtocolViolationException("The packet identifier is 0.");

    public byte[] Rest() => Take(_left.Length).ToArray();

    /// <summary>The next bytes as a reader of their own.</summary>
    public PacketReader Part(uint length) => new(Take(length));

    public readonly void MustBeAtEnd()
    {
        if (!AtEnd)
        {
            throw new MqttProtocolViolationException($"The packet goes on for {_left.Length} bytes after its end.");
        }
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > _left.Length)
        {
            throw new MqttProtocolViolationException($"The packet ends early: {count} bytes were expected and {_left.Length} are left.");
        }

        var taken = _left[..(int)count];
        _left = _left[(int)count..];
        return taken;
    }
}
