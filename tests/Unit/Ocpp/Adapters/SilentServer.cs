using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace ChargerFirmware.Tests.Unit.Ocpp.Adapters;

/// <summary>Opens a WebSocket and then neither reads nor answers anything: a central system behind a dead line.</summary>
internal sealed class SilentServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource<NetworkStream> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Socket? _accepted;

    public SilentServer()
    {
        _listener.Start();
        Endpoint = new Uri($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = ShakeHandsAsync();
    }

    public Uri Endpoint { get; }

    /// <summary>The bytes behind the handshake, for a test that speaks WebSocket by hand.</summary>
    public Task<NetworkStream> Opened => _opened.Task;

    public void Dispose()
    {
        _accepted?.Dispose();
        _listener.Dispose();
    }

    private async Task ShakeHandsAsync()
    {
        _accepted = await _listener.AcceptSocketAsync();
        var request = "";
        var buffer = new byte[4096];
        while (!request.Contains("\r\n\r\n"))
        {
            request += Encoding.ASCII.GetString(buffer, 0, await _accepted.ReceiveAsync(buffer));
        }

        var key = request.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
        await _accepted.SendAsync(Encoding.ASCII.GetBytes(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            $"Sec-WebSocket-Protocol: ocpp1.6\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
        _opened.SetResult(new NetworkStream(_accepted));
    }
}
