using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChargerFirmware.Tests.Hostile;

/// <summary>A broker of MQTT 3.1.1 by sockets that takes whatever is published and sends nothing, unless the check writes it.</summary>
internal sealed class MqttBroker : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public MqttBroker()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What <c>--mqtt</c> takes, and the version that it must speak.</summary>
    public IEnumerable<string> Options => ["--mqtt", $"mqtt://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}", "--mqtt-version", "3.1.1", "--mqtt-period", "1"];

    /// <summary>All that was published, in order.</summary>
    public Awaited<(string Topic, string Payload)> Messages { get; } = new();

    /// <summary>The connections that were let in, in order.</summary>
    public Awaited<NetworkStream> Connections { get; } = new();

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var connection in Connections.Items)
        {
            connection.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(new NetworkStream((await _listener.AcceptTcpClientAsync()).Client, ownsSocket: true));
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(NetworkStream connection)
    {
        try
        {
            while (true)
            {
                var header = new byte[1];
                await connection.ReadExactlyAsync(header);
                var packet = new byte[await ReadLengthAsync(connection)];
                await connection.ReadExactlyAsync(packet);
                if (Answer(header[0], packet) is { } answer)
                {
                    await connection.WriteAsync(answer);
                }

                if (header[0] >> 4 == 1)
                {
                    Connections.Add(connection);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The station has closed it, or the check.
        }
    }

    /// <summary>Seven bits a byte, the least first (MQTT 3.1.1, 2.2.3).</summary>
    private static async Task<int> ReadLengthAsync(NetworkStream connection)
    {
        var one = new byte[1];
        for (int length = 0, shift = 0; ; shift += 7)
        {
            await connection.ReadExactlyAsync(one);
            length |= (one[0] & 0x7F) << shift;
            if (one[0] < 0x80)
            {
                return length;
            }
        }
    }

    private byte[]? Answer(byte header, byte[] packet) => (header >> 4) switch
    {
        1 => [0x20, 2, 0, 0],
        3 => Take((header >> 1) & 3, packet),
        8 => [0x90, 3, packet[0], packet[1], 0],
        10 => [0xB0, 2, packet[0], packet[1]],
        12 => [0xD0, 0],
        _ => null,
    };

    private byte[]? Take(int quality, byte[] packet)
    {
        var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(packet);
        var topic = Encoding.UTF8.GetString(packet, 2, length - 2);
        Messages.Add((topic, Encoding.UTF8.GetString(packet.AsSpan(quality == 0 ? length : length + 2))));
        return quality == 0 ? null : [0x40, 2, packet[length], packet[length + 1]];
    }
}
