using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ChargerFirmware.Tests.Benchmarks;

/// <summary>A broker on loopback that takes everything and delivers nothing: no more of MQTT 5.0 than a client needs to go on.</summary>
internal sealed class SinkBroker : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private long _taken;

    public SinkBroker()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Messages so far.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception end) when (end is ObjectDisposedException or SocketException)
        {
            // The benchmark is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var stream = client.GetStream();
        var head = new byte[1];
        try
        {
            while (await stream.ReadAsync(head) == 1)
            {
                var body = new byte[await ReadLengthAsync(stream)];
                await stream.ReadExactlyAsync(body);
                if (Answer(head[0], body) is { Length: > 0 } answer)
                {
                    await stream.WriteAsync(answer);
                }
            }
        }
        catch (IOException)
        {
            // The client is gone.
        }
    }

    /// <summary>MQTT 5.0, 1.5.5: seven bits a byte, the lowest first.</summary>
    private static async Task<int> ReadLengthAsync(NetworkStream stream)
    {
        var length = 0;
        var next = new byte[1];
        for (var shift = 0; ; shift += 7)
        {
            await stream.ReadExactlyAsync(next);
            length |= (next[0] & 0x7F) << shift;
            if (next[0] < 0x80)
            {
                return length;
            }
        }
    }

    private byte[] Answer(byte head, byte[] body)
    {
        switch (head >> 4)
        {
            case 1:
                return [0x20, 3, 0, 0, 0];
            case 3:
                Interlocked.Increment(ref _taken);
                var identifier = 2 + BinaryPrimitives.ReadUInt16BigEndian(body);
                return (head & 0x06) == 0 ? [] : [0x40, 2, body[identifier], body[identifier + 1]];
            case 8:
                return [0x90, 5, body[0], body[1], 0, 1, 1];
            case 12:
                return [0xD0, 0];
            default:
                return [];
        }
    }
}
