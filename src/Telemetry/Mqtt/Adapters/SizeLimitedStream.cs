namespace ChargerFirmware.Telemetry.Mqtt.Adapters;

/// <summary>
/// The bytes of a connection, until a packet is announced that is larger than we take: then reading fails before the packet is handed on. The
/// client's library makes room for whatever length a packet claims, 256 MiB, and MQTT 3.1.1 has no way to forbid it.
/// </summary>
internal sealed class SizeLimitedStream(Stream inner, int largestPacketBytes) : Stream
{
    private const int LongestLengthBits = 28;

    private long _bodyLeft;
    private long _length;
    private int _shift = -1;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="IOException">The broker announces a packet that is too large.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Look(buffer.Span[..count]);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        Look(buffer[..count]);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Follows the packets: a byte of type and flags, a length of at most four bytes, and so many bytes (MQTT 5.0, 2.1).</summary>
    private void Look(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_bodyLeft > 0)
            {
                var part = (int)Math.Min(_bodyLeft, bytes.Length);
                _bodyLeft -= part;
                bytes = bytes[part..];
            }
            else
            {
                LookAtHeader(bytes[0]);
                bytes = bytes[1..];
            }
        }
    }

    private void LookAtHeader(byte value)
    {
        if (_shift < 0)
        {
            (_length, _shift) = (0, 0);
            return;
        }

        if (_shift >= LongestLengthBits)
        {
            throw new IOException("the broker sends a packet whose length is longer than four bytes");
        }

        _length |= (long)(value & 0x7F) << _shift;
        _shift += 7;
        if (value < 0x80)
        {
            _shift = -1;
            _bodyLeft = _length <= largestPacketBytes
                ? _length
                : throw new IOException($"the broker sends a packet of {_length} bytes; at most {largestPacketBytes} are taken");
        }
    }
}
