using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Adapters;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Adapters;
using ChargerFirmware.Ocpp.Links;

namespace ChargerFirmware.Tests.Unit.Central.Adapters;

public sealed class CsmsServerTests : IDisposable
{
    private const string Boot = """[2,"1","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]""";

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));
    private readonly ThreadLoop _loop;
    private readonly Csms _csms;
    private readonly List<Exception> _faults = [];

    public CsmsServerTests()
    {
        _loop = new ThreadLoop("central system", _faults.Add);
        _csms = new Csms(_loop, RandomSource.Seeded(1), [new Ocpp16Binding()]);
    }

    public void Dispose()
    {
        _loop.Dispose();
        _patience.Dispose();
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task A_station_talks_to_it_over_a_real_WebSocket()
    {
        await using var server = await StartAsync();
        using var station = await ConnectAsync(server, "/ocpp/CP1");

        await SendAsync(station, Boot);

        Assert.Equal("ocpp1.6", station.SubProtocol);
        Assert.StartsWith("""[3,"1",{"status":"Accepted","currentTime":""", await ReceiveAsync(station), StringComparison.Ordinal);
        Assert.Equal("M", await OnLoop(() => _csms.Find("CP1")?.Record.Model));
    }

    [Fact]
    public async Task A_station_comes_over_TLS_where_there_is_a_certificate_and_not_without_it()
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        await using var server = await StartAsync(new CsmsServerOptions { Port = 0, Certificate = certificate });
        using var station = new ClientWebSocket();
        station.Options.AddSubProtocol("ocpp1.6");
        station.Options.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString();

        await station.ConnectAsync(new Uri($"{server.Endpoint}/CP1"), _patience.Token);
        await SendAsync(station, Boot);

        Assert.Equal("wss", server.Endpoint.Scheme);
        Assert.Contains("Accepted", await ReceiveAsync(station), StringComparison.Ordinal);
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(server, "/ocpp/CP2"));
    }

    [Theory]
    [InlineData("/ocpp/site-7/CP1", true)]
    [InlineData("/ocpp/site-7/deeper/CP1", false)]
    [InlineData("/ocpp/CP1", false)]
    [InlineData("/ocpp/site-7", false)]
    public async Task Stations_come_below_the_folder_that_was_asked_for_and_no_other(string path, bool isLetIn)
    {
        await using var server = await StartAsync(new CsmsServerOptions { Port = 0, Folder = "/ocpp/site-7" });

        if (isLetIn)
        {
            using var station = await ConnectAsync(server, path);
            Assert.Equal(WebSocketState.Open, station.State);
        }
        else
        {
            await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(server, path));
        }
    }

    [Fact]
    public async Task A_command_goes_out_and_its_answer_comes_back()
    {
        await using var server = await StartAsync();
        using var station = await ConnectAsync(server, "/ocpp/CP1");
        await SendAsync(station, Boot);
        await ReceiveAsync(station);

        var command = _loop.RunAsync(() => _csms.Station("CP1").GetConfigurationAsync("HeartbeatInterval"));
        var frame = await ReceiveAsync(station);
        Assert.EndsWith(""","GetConfiguration",{"key":["HeartbeatInterval"]}]""", frame, StringComparison.Ordinal);
        await SendAsync(station, $$"""[3,{{frame.Split(',')[1]}},{"unknownKey":["HeartbeatInterval"]}]""");

        Assert.Equal(["HeartbeatInterval"], (await command).Expect().UnknownKey!);
    }

    [Theory]
    [InlineData("/ocpp/CP1", "CP1")]
    [InlineData("/ocpp/RDAM%20123?x=/y", "RDAM 123")]
    [InlineData("/ocpp/a%2Fb", "a/b")]
    [InlineData("/steve/websocket/CentralSystemService/CP1", "CP1")]
    [InlineData("/CP1", "CP1")]
    [InlineData("/ocpp/%2541", "%41")]
    public async Task The_last_segment_decoded_once_is_the_identity(string path, string identity)
    {
        await using var server = await StartAsync();
        var connected = NextConnection();
        using var station = await ConnectAsync(server, path);

        Assert.Equal(identity, await connected);
    }

    [Fact]
    public async Task Our_own_dialer_agrees_on_the_identity()
    {
        await using var server = await StartAsync();
        var connected = NextConnection();
        var dialer = new WebSocketDialer(_loop, server.Endpoint, "a/b %41");
        var link = await _loop.RunAsync(() => dialer.ConnectAsync(new DialOptions { Subprotocols = ["ocpp1.6"] }, _patience.Token));

        Assert.Equal("a/b %41", await connected);
        await CloseAsync(link);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/ocpp")]
    [InlineData("/ocpp/")]
    [InlineData("/ocpp/?id=CP1")]
    public async Task A_station_without_an_identity_is_refused_with_a_reason(string path)
    {
        await using var server = await StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, await RefusalAsync(server, path));
    }

    [Fact]
    public async Task Without_a_common_subprotocol_the_handshake_ends_and_so_does_the_link()
    {
        await using var server = await StartAsync();
        using var newer = await ConnectAsync(server, "/ocpp/CP1", "ocpp2.0.1");
        using var silent = await ConnectAsync(server, "/ocpp/CP1", subprotocol: null);

        foreach (var station in new[] { newer, silent })
        {
            Assert.Null(station.SubProtocol);
            Assert.Equal("", await ReceiveAsync(station));
            Assert.Equal("expected the subprotocol ocpp1.6", station.CloseStatusDescription);
        }

        Assert.Null(await OnLoop(() => _csms.Find("CP1")));
    }

    [Fact]
    public async Task A_station_that_offers_nothing_may_be_taken_for_one_of_1_6()
    {
        await using var server = await StartAsync(new CsmsServerOptions { Port = 0, AssumesSubprotocol = true });
        using var station = await ConnectAsync(server, "/ocpp/CP1", subprotocol: null);
        await SendAsync(station, Boot);

        Assert.Contains("Accepted", await ReceiveAsync(station), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_station_with_its_password_is_let_in()
    {
        byte[] password = [0x00, 0x01, (byte)':', 0xFF, 0x80];
        await using var server = await StartAsync(new CsmsServerOptions
        {
            Port = 0,
            Passwords = new Dictionary<string, ReadOnlyMemory<byte>> { ["CP1"] = password, ["CP2"] = "other"u8.ToArray() },
        });

        Assert.Equal(HttpStatusCode.Unauthorized, await RefusalAsync(server, "/ocpp/CP1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusalAsync(server, "/ocpp/CP1", "Basic nonsense"));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusalAsync(server, "/ocpp/CP1", Basic("CP1", [0x00, 0x01, (byte)':', 0xFF])));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusalAsync(server, "/ocpp/CP2", Basic("CP1", password)));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusalAsync(server, "/ocpp/CP3", Basic("CP3", password)));

        var dialer = new WebSocketDialer(_loop, server.Endpoint, "CP1");
        var link = await _loop.RunAsync(() => dialer.ConnectAsync(
            new DialOptions { Subprotocols = ["ocpp1.6"], Password = password }, _patience.Token));
        Assert.Equal("ocpp1.6", link.Subprotocol);
        await CloseAsync(link);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_page_from_elsewhere_is_no_station(string header, string value)
    {
        await using var server = await StartAsync();
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("ocpp1.6");
        socket.Options.SetRequestHeader(header, value);
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(
            () => socket.ConnectAsync(new Uri($"ws://127.0.0.1:{server.Port}/ocpp/CP1"), _patience.Token));

        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
        Assert.Null(await OnLoop(() => _csms.Find("CP1")));
    }

    [Fact]
    public async Task Where_ids_are_named_no_other_station_comes_in()
    {
        await using var server = await StartAsync(new CsmsServerOptions { Port = 0, Ids = new HashSet<string> { "CP1" } });

        using var station = await ConnectAsync(server, "/ocpp/CP1");
        Assert.Equal(HttpStatusCode.NotFound, await RefusalAsync(server, "/ocpp/CP2"));
        Assert.Equal(HttpStatusCode.NotFound, await RefusalAsync(server, "/ocpp/cp1"));
    }

    [Fact]
    public async Task Silent_connections_keep_no_station_out_and_cut_none_off()
    {
        await using var server = await StartAsync(new CsmsServerOptions { Port = 0, MaxConnections = 16 });
        using var first = await ConnectAsync(server, "/ocpp/CP1");
        var silent = Enumerable.Range(0, 64).Select(_ => new TcpClient()).ToList();
        foreach (var client in silent)
        {
            await client.ConnectAsync(IPAddress.Loopback, server.Port, _patience.Token);
        }

        using var second = await ConnectAsync(server, "/ocpp/CP2");
        await SendAsync(first, Boot);
        await SendAsync(second, Boot);

        Assert.NotEqual("", await ReceiveAsync(first));
        Assert.NotEqual("", await ReceiveAsync(second));
        silent.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task A_plain_HTTP_request_is_answered_with_what_is_expected()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{server.Port}/ocpp/CP1"), _patience.Token);

        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
    }

    [Fact]
    public async Task It_closes_its_links_in_order_when_it_ends_and_gives_the_port_back()
    {
        var disconnected = new TaskCompletionSource<LinkClosed>(TaskCreationOptions.RunContinuationsAsynchronously);
        _csms.StationDisconnected += (_, closed) => disconnected.TrySetResult(closed);
        var server = await StartAsync();
        var connected = NextConnection();
        using var station = await ConnectAsync(server, "/ocpp/CP1");
        await connected;

        var end = server.DisposeAsync().AsTask();
        Assert.Equal("", await ReceiveAsync(station));
        Assert.Equal((WebSocketCloseStatus.NormalClosure, "the central system goes down"), (station.CloseStatus, station.CloseStatusDescription));
        await station.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _patience.Token);
        await end;

        Assert.Equal(LinkCloseCause.ByUs, (await disconnected.Task.WaitAsync(_patience.Token)).Cause);
        await using var next = await StartAsync(new CsmsServerOptions { Port = server.Port });
        Assert.Equal(server.Port, next.Port);
    }

    [Fact]
    public async Task It_ends_even_where_its_loop_has_ended_before()
    {
        var loop = new ThreadLoop("ended", _faults.Add);
        var csms = new Csms(loop, RandomSource.Seeded(1), [new Ocpp16Binding()]);
        var server = await CsmsServer.StartAsync(loop, csms, new CsmsServerOptions { Port = 0, StopTimeout = TimeSpan.FromMilliseconds(100) });
        using var station = await ConnectAsync(server, "/ocpp/CP1");
        loop.Dispose();

        await server.DisposeAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(server, "/ocpp/CP1"));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        await Assert.ThrowsAnyAsync<IOException>(
            () => StartAsync(new CsmsServerOptions { Port = ((IPEndPoint)listener.LocalEndpoint).Port }));
    }

    private Task<CsmsServer> StartAsync(CsmsServerOptions? options = null) =>
        CsmsServer.StartAsync(_loop, _csms, options ?? new CsmsServerOptions { Port = 0 }, _patience.Token);

    private Task<T> OnLoop<T>(Func<T> read) => _loop.RunAsync(() => Task.FromResult(read()));

    private Task<string> NextConnection()
    {
        var connected = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _csms.StationConnected += station => connected.TrySetResult(station.Identity);
        return connected.Task.WaitAsync(_patience.Token);
    }

    /// <summary>A link waits for its opening, and nothing else closes it here.</summary>
    private async Task CloseAsync(IFrameLink link)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(() =>
        {
            link.Closed += _ => closed.TrySetResult();
            link.Close("the test is over");
        });
        await closed.Task.WaitAsync(_patience.Token);
    }

    private async Task<ClientWebSocket> ConnectAsync(
        CsmsServer server, string path, string? subprotocol = "ocpp1.6", string? authorization = null, ClientWebSocket? socket = null)
    {
        socket ??= new ClientWebSocket();
        if (subprotocol is not null)
        {
            socket.Options.AddSubProtocol(subprotocol);
        }

        if (authorization is not null)
        {
            socket.Options.SetRequestHeader("Authorization", authorization);
        }

        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{server.Port}{path}"), _patience.Token);
        return socket;
    }

    private async Task<HttpStatusCode> RefusalAsync(CsmsServer server, string path, string? authorization = null)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(server, path, authorization: authorization, socket: socket));
        return socket.HttpStatusCode;
    }

    private static string Basic(string user, byte[] password) =>
        "Basic " + Convert.ToBase64String([.. Encoding.UTF8.GetBytes(user), (byte)':', .. password]);

    private Task SendAsync(ClientWebSocket socket, string frame) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, _patience.Token);

    /// <returns>Nothing when the socket is closed.</returns>
    private async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        var result = await socket.ReceiveAsync(buffer.AsMemory(), _patience.Token);
        return Encoding.UTF8.GetString(buffer, 0, result.Count);
    }
}
