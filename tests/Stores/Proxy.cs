using System.Net;
using System.Net.Sockets;

namespace ChargerFirmware.Tests.Stores;

/// <summary>The network between a store and its server, cut at the worst instants.</summary>
internal sealed class Proxy : IDisposable
{
    /// <summary>With the zero behind it: a transaction begins with READ COMMITTED.</summary>
    private static readonly byte[] s_commit = "COMMIT\0"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<IDisposable> _open = [];
    private readonly Uri _server;
    private volatile CutAt _next;
    private volatile int _cuts;

    public Proxy(string url)
    {
        _server = new Uri(url);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What is done to the next commit.</summary>
    public CutAt Next
    {
        get => _next;
        set => _next = value;
    }

    public int Cuts => _cuts;

    /// <summary>New connections are refused.</summary>
    public bool IsDown { get; set; }

    public string Spec(string spec) => new UriBuilder(spec) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri.OriginalString;

    public void Dispose()
    {
        _listener.Stop();
        lock (_open)
        {
            _open.ForEach(client => client.Dispose());
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The check is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var server = new TcpClient { NoDelay = true };
        lock (_open)
        {
            _open.AddRange([client, server]);
        }

        if (IsDown)
        {
            client.Dispose();
            return;
        }

        client.NoDelay = true;
        await server.ConnectAsync(_server.Host, _server.Port);
        var answer = PassAsync(server, client);
        var (from, to, bytes) = (client.GetStream(), server.GetStream(), new byte[65_536]);
        try
        {
            while (await from.ReadAsync(bytes) is > 0 and var count)
            {
                var cut = bytes.AsSpan(0, count).IndexOf(s_commit) >= 0 ? _next : CutAt.Nothing;
                if (cut == CutAt.Nothing)
                {
                    await to.WriteAsync(bytes.AsMemory(0, count));
                    continue;
                }

                _next = CutAt.Nothing;
                _cuts++;
                if (cut == CutAt.BeforeCommit)
                {
                    server.Dispose();
                }

                client.Dispose();
                if (cut != CutAt.BeforeCommit)
                {
                    // Carried out, but nobody hears of it.
                    await to.WriteAsync(bytes.AsMemory(0, count));
                    await answer;
                }

                if (cut == CutAt.AfterCommit)
                {
                    server.Dispose();
                }

                return;
            }

            server.Dispose();
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException)
        {
            server.Dispose();
        }
    }

    /// <summary>Ends with the first answer that cannot be passed on.</summary>
    private static async Task PassAsync(TcpClient from, TcpClient to)
    {
        var bytes = new byte[65_536];
        try
        {
            while (await from.GetStream().ReadAsync(bytes) is > 0 and var count)
            {
                await to.GetStream().WriteAsync(bytes.AsMemory(0, count));
            }

            to.Dispose();
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It was cut.
        }
    }
}
