using System.Buffers.Binary;
using System.Net.Sockets;

namespace ChargerFirmware.Emulator.Remote.Adapters;

/// <summary>Whole frames over a Unix domain socket, blocking for the station's end and not for the board's.</summary>
internal sealed class FrameStream(Socket socket) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    public void Write(ReadOnlySpan<byte> frame) => _stream.Write(WithHeader(frame));

    public ValueTask WriteAsync(ReadOnlySpan<byte> frame, CancellationToken end) => _stream.WriteAsync(WithHeader(frame), end);

    /// <exception cref="EndOfStreamException">The other end has gone.</exception>
    public byte[] Read()
    {
        Span<byte> header = stackalloc byte[RemoteMessage.HeaderBytes];
        _stream.ReadExactly(header);
        var frame = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header)];
        _stream.ReadExactly(frame);
        return frame;
    }

    /// <inheritdoc cref="Read"/>
    public async Task<byte[]> ReadAsync(CancellationToken end)
    {
        var header = new byte[RemoteMessage.HeaderBytes];
        await _stream.ReadExactlyAsync(header, end);
        var frame = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header)];
        await _stream.ReadExactlyAsync(frame, end);
        return frame;
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>In one piece: one write is one packet to whoever watches.</summary>
    private static byte[] WithHeader(ReadOnlySpan<byte> frame)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frame.Length, RemoteMessage.MaxBytes);
        var bytes = new byte[RemoteMessage.HeaderBytes + frame.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)frame.Length);
        frame.CopyTo(bytes.AsSpan(RemoteMessage.HeaderBytes));
        return bytes;
    }
}
