using System.Buffers.Binary;
using System.Text;
using MQTTnet.Exceptions;

namespace MQTTnet.Formatter;

/// <summary>Writes the data types of MQTT (MQTT 5.0, 1.5) into a buffer that grows.</summary>
public sealed class MqttBufferWriter
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly int _maxBufferSize;
    private byte[] _buffer;

    /// <param name="bufferSize">Bytes to begin with.</param>
    /// <param name="maxBufferSize">Bytes kept from one packet to the next.</param>
    public MqttBufferWriter(int bufferSize, int maxBufferSize)
    {
        _buffer = new byte[Math.Max(bufferSize, 16)];
        _maxBufferSize = maxBufferSize;
    }

    public int Length { get; private set; }

    internal ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    internal ArraySegment<byte> Segment => new(_buffer, 0, Length);

    /// <summary>Bytes a variable byte integer takes.</summary>
    public static int GetVariableByteIntegerSize(uint value) => value switch
    {
        < 1u << 7 => 1,
        < 1u << 14 => 2,
        < 1u << 21 => 3,
        _ => 4,
    };

    /// <summary>Begins anew.</summary>
    internal void Clear()
    {
        Length = 0;
        if (_buffer.Length > _maxBufferSize)
        {
            _buffer = new byte[_maxBufferSize];
        }
    }

    internal void Byte(int value) => Next(1)[0] = (byte)value;

    internal void TwoBytes(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Next(2), value);

    internal void FourBytes(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Next(4), value);

    internal void VariableInteger(uint value)
    {
        if (value > Wire.Limits.LargestVariableInteger)
        {
            throw new MqttProtocolViolationException($"{value} is more than the {Wire.Limits.LargestVariableInteger} a variable byte integer holds.");
        }

        for (; value > 0x7F; value >>= 7)
        {
            Byte((int)(value & 0x7F) | 0x80);
        }

        Byte((int)value);
    }

    internal void Binary(ReadOnlySpan<byte> value)
    {
        if (value.Length > ushort.MaxValue)
        {
            throw new MqttProtocolViolationException($"A field of {value.Length} bytes does not fit: {ushort.MaxValue} at most.");
        }

        TwoBytes((ushort)value.Length);
        value.CopyTo(Next(value.Length));
    }

    internal void Text(string? value)
    {
        try
        {
            Binary(StrictUtf8.GetBytes(value ?? ""));
        }
        catch (EncoderFallbackException exception)
        {
            throw new MqttProtocolViolationException($"A text is not valid Unicode at character {exception.Index}.");
        }
    }

    internal void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Next(bytes.Length));

    private Span<byte> Next(int count)
    {
        if (_buffer.Length - Length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        }

        var span = _buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }
}
