using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace ChargerFirmware.Tests.Hostile;

/// <summary>One WebSocket of a station at the central system of a check.</summary>
internal sealed class Connection
{
    private readonly TcpClient _client;
    private readonly WebSocket _socket;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Connection(TcpClient client, WebSocket socket, int number, string requestHead)
    {
        _client = client;
        _socket = socket;
        Number = number;
        RequestHead = requestHead;
        Since = DateTimeOffset.UtcNow;
    }

    /// <summary>Counted from 0.</summary>
    public int Number { get; }

    /// <summary>Request line and headers of the upgrade, as they came.</summary>
    public string RequestHead { get; }

    public DateTimeOffset Since { get; }

    /// <summary>Completes when the station has closed it or it has broken.</summary>
    public Task Ended => _ended.Task;

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    /// <summary>The bytes below the frames, for who speaks WebSocket by hand.</summary>
    public NetworkStream Stream => _client.GetStream();

    /// <summary>Sends a text message.</summary>
    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public async Task SendAsync(byte[] message, WebSocketMessageType type)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(message, type, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Sends a close frame and leaves the rest to the station.</summary>
    public Task CloseAsync(int code, string reason = "") =>
        _socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None);

    /// <summary>Cuts it without a word.</summary>
    public void Abort() => _client.Dispose();

    /// <returns>Null when the upgrade was refused or is none.</returns>
    internal static async Task<Connection?> UpgradeAsync(TcpClient client, int number, Func<string, string?>? decide)
    {
        var stream = client.GetStream();
        var head = await ReadHeadAsync(stream);
        var key = Header(head, "Sec-WebSocket-Key");
        if (key is null || decide?.Invoke(head) is not null)
        {
            var status = key is null ? "400 Bad Request" : decide!(head);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            client.Dispose();
            return null;
        }

        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
        var protocol = Header(head, "Sec-WebSocket-Protocol")?.Split(',')[0].Trim();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n"
            + (protocol is null ? "" : $"Sec-WebSocket-Protocol: {protocol}\r\n") + "\r\n"));
        var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, SubProtocol = protocol });
        return new Connection(client, socket, number, head);
    }

    internal async Task ReadAsync(CentralSystem central)
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    if (_socket.State == WebSocketState.CloseReceived)
                    {
                        await _socket.CloseOutputAsync(_socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    }

                    return;
                }

                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    var text = Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
                    message.SetLength(0);
                    await central.OnFrameAsync(this, text);
                }
            }
        }
        finally
        {
            _client.Dispose();
            _ended.TrySetResult();
        }
    }

    private static string? Header(string head, string name) => head.Split("\r\n")
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            head.Add(one[0]);
            if (head is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'])
            {
                break;
            }
        }

        return Encoding.Latin1.GetString([.. head]);
    }
}
