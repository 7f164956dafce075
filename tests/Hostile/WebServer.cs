using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChargerFirmware.Tests.Hostile;

/// <summary>A server of HTTP on loopback by sockets: an answer by the request line, and a note of what came.</summary>
internal sealed class WebServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string> _answer;

    /// <param name="answer">From the request line, "POST /up/ HTTP/1.1", to status line and headers, without the empty line.</param>
    public WebServer(Func<string, string> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Request line and length of the body of each request.</summary>
    public Awaited<(string Line, int BodyBytes)> Requests { get; } = new();

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var gone = client;
        try
        {
            var stream = client.GetStream();
            var head = await ReadHeadAsync(stream);
            var line = head.Split('\r')[0];
            var length = head.Split("\r\n").Select(header => header.Split(':', 2)).Where(header => header is [var name, _]
                && name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Select(header => int.Parse(header[1].Trim())).FirstOrDefault();
            await stream.ReadExactlyAsync(new byte[length]);
            Requests.Add((line, length));
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {_answer(line)}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        }
        catch (IOException)
        {
            // The client has gone.
        }
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()) && await stream.ReadAsync(one) == 1)
        {
            head.Add(one[0]);
        }

        return Encoding.ASCII.GetString([.. head]);
    }
}
