using System.Net.Security;
using System.Net.Sockets;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;

namespace MQTTnet.Wire;

/// <summary>
/// Packets over a stream. A packet is written whole or the stream is of no more use, so a sender that gives up leaves the writing to go on.
/// Memory grows with the bytes that came, never with the length a packet claims.
/// </summary>
internal sealed class PacketStream : IDisposable
{
    private const int FirstRead = 4096;
    private const int WholeWrite = 16_384;

    private readonly Stream _stream;
    private readonly Socket? _socket;
    private readonly uint _largestReceived;
    private readonly MqttPacketFormatterAdapter _formatter;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly byte[] _buffer = new byte[FirstRead];
    private int _start;
    private int _end;
    private long _lastSentMs = Environment.TickCount64;

    private PacketStream(Socket? socket, Stream stream, MqttClientOptions options)
    {
        _socket = socket;
        _stream = stream;
        _largestReceived = options.MaximumPacketSize > 0 ? options.MaximumPacketSize : uint.MaxValue;
        _formatter = new MqttPacketFormatterAdapter(options.ProtocolVersion, new MqttBufferWriter(256, 65_536));
    }

    /// <summary>Bytes of the largest packet the other side takes.</summary>
    public uint LargestSent { get; set; } = uint.MaxValue;

    /// <summary>On the clock of <see cref="Environment.TickCount64"/>.</summary>
    public long LastSentMs => Interlocked.Read(ref _lastSentMs);

    public static async Task<PacketStream> OpenAsync(MqttClientOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var (socket, stream) = await Transport.ConnectAsync(options, cancellationToken).ConfigureAwait(false);
            return new PacketStream(socket, stream, options);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or NotSupportedException or ArgumentException))
        {
            throw new MqttCommunicationException($"Error while connecting to '{options.ChannelOptions}': {exception.Message}", exception);
        }
    }

    public async Task SendAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        MqttPacketBuffer bytes;
        try
        {
            bytes = _formatter.Encode(packet);
            if (bytes.Length > LargestSent)
            {
                throw new MqttProtocolViolationException($"The packet has {bytes.Length} bytes; the server takes {LargestSent} at most.");
            }
        }
        catch
        {
            _sending.Release();
            throw;
        }

        await WriteAsync(bytes).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Null when the other side closed between two packets.</returns>
    /// <exception cref="MqttProtocolViolationException">What came is not MQTT, or larger than allowed.</exception>
    /// <exception cref="MqttCommunicationException">The stream broke, or ended within a packet.</exception>
    public async Task<MqttPacket?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_start == _end && !await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            var firstByte = _buffer[_start++];
            var length = await LengthAsync(cancellationToken).ConfigureAwait(false);
            var totalLength = 1 + MqttBufferWriter.GetVariableByteIntegerSize(length) + length;
            if (totalLength > _largestReceived)
            {
                throw new MqttProtocolViolationException($"The server sends a packet of {totalLength} bytes; {_largestReceived} are allowed.");
            }

            var body = await BodyAsync((int)length, cancellationToken).ConfigureAwait(false);
            return _formatter.Decode(new ReceivedMqttPacket(firstByte, body, (int)totalLength));
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            throw new MqttCommunicationException(exception);
        }
    }

    /// <summary>Says that nothing follows, so that what was sent last arrives before the connection is closed.</summary>
    public async Task FinishAsync()
    {
        try
        {
            if (_stream is SslStream secured)
            {
                await secured.ShutdownAsync().ConfigureAwait(false);
            }

            _socket?.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // The other side closed first, which it only does when it has read all.
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket?.Dispose();
    }

    private async Task WriteAsync(MqttPacketBuffer bytes)
    {
        try
        {
            // Small packets go in one piece: two would be two segments, and two records of TLS.
            if (bytes.Length <= WholeWrite)
            {
                await _stream.WriteAsync(bytes.ToArray()).ConfigureAwait(false);
            }
            else
            {
                await _stream.WriteAsync(bytes.Packet).ConfigureAwait(false);
                foreach (var part in bytes.Payload)
                {
                    await _stream.WriteAsync(part).ConfigureAwait(false);
                }
            }

            await _stream.FlushAsync().ConfigureAwait(false);
            Interlocked.Exchange(ref _lastSentMs, Environment.TickCount64);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            throw new MqttCommunicationException(exception);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async ValueTask<uint> LengthAsync(CancellationToken cancellationToken)
    {
        var length = 0u;
        for (var shift = 0; shift < 28; shift += 7)
        {
            if (_start == _end && !await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                throw EndedWithin();
            }

            var part = _buffer[_start++];
            length |= (part & 0x7Fu) << shift;
            if (part < 0x80)
            {
                return length;
            }
        }

        throw new MqttProtocolViolationException("The remaining length of a packet is longer than four bytes.");
    }

    private async ValueTask<ArraySegment<byte>> BodyAsync(int length, CancellationToken cancellationToken)
    {
        var body = new byte[Math.Min(length, FirstRead)];
        var count = Math.Min(length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(body);
        _start += count;
        while (count < length)
        {
            if (count == body.Length)
            {
                Array.Resize(ref body, (int)Math.Min(length, body.Length * 2L));
            }

            var read = await _stream.ReadAsync(body.AsMemory(count), cancellationToken).ConfigureAwait(false);
            count += read > 0 ? read : throw EndedWithin();
        }

        return new ArraySegment<byte>(body, 0, length);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _start = 0;
        _end = 0;
        _end = await _stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
        return _end > 0;
    }

    private static MqttCommunicationException EndedWithin() => new("The connection ended within a packet.");
}
