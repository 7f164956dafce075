using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Network.Adapters;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Tests.Unit.Ocpp.Adapters;

namespace ChargerFirmware.Tests.Unit.Network.Adapters;

public sealed class ProxiedDialerTests : IDisposable
{
    private static readonly DialOptions Options = new() { Subprotocols = ["ocpp1.6"] };

    private readonly ThreadLoop _loop = new("test", fault => throw fault);

    public void Dispose() => _loop.Dispose();

    [Theory]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task The_central_system_is_called_by_its_own_name_and_a_cut_ends_the_link(string name)
    {
        string? host = null;
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            host = context.Request.Host.Value;
            using var socket = await context.WebSockets.AcceptWebSocketAsync("ocpp1.6");
            await socket.ReceiveAsync(new byte[1], CancellationToken.None);
        });
        var endpoint = new UriBuilder(server.Endpoint) { Host = name }.Uri;
        using var proxy = new TcpProxy(TimeProvider.System, server.Endpoint);
        var dialer = new ProxiedDialer(_loop, endpoint, "CP 1", proxy.Port);
        var closed = new TaskCompletionSource<LinkClosed>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _loop.RunAsync(async () =>
        {
            var link = await dialer.ConnectAsync(Options, TestContext.Current.CancellationToken);
            link.Closed += closed.SetResult;
            link.Open();
        });

        proxy.Cut();

        Assert.Equal(LinkCloseCause.Lost, (await closed.Task.WaitAsync(TestContext.Current.CancellationToken)).Cause);
        Assert.Equal($"{name}:{endpoint.Port}", host);
        Assert.Equal("/ocpp/CP%201", server.RawTarget);
    }

    [Fact]
    public async Task Tls_asks_for_the_central_system_by_its_own_name()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var name = NameAskedForAsync(listener);
        using var proxy = new TcpProxy(TimeProvider.System, new Uri($"wss://127.0.0.1:{port}"));
        var dialer = new ProxiedDialer(_loop, new Uri($"wss://localhost:{port}/ocpp"), "CP", proxy.Port);

        await Assert.ThrowsAsync<LinkRefusedException>(() => _loop.RunAsync(() => dialer.ConnectAsync(Options, TestContext.Current.CancellationToken)));

        Assert.Equal("localhost", await name);
    }

    /// <summary>The server's name in the first words of a TLS handshake, which goes no further.</summary>
    private static async Task<string?> NameAskedForAsync(TcpListener listener)
    {
        string? name = null;
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var tls = new SslStream(client.GetStream());
        ServerOptionsSelectionCallback select = (_, hello, _, _) =>
        {
            name = hello.ServerName;
            throw new AuthenticationException("enough");
        };
        await Assert.ThrowsAsync<AuthenticationException>(() => tls.AuthenticateAsServerAsync(select, null, TestContext.Current.CancellationToken));
        return name;
    }
}
