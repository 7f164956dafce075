using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;
using ChargerFirmware.EventLoop;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Ocpp.Adapters;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Tests.Unit.Ocpp.Adapters;

public sealed class WebSocketLinkTests : IDisposable
{
    private static readonly DialOptions Options = new() { Subprotocols = ["ocpp1.6", "ocpp1.5"] };

    private readonly ThreadLoop _loop = new("test", fault => throw fault);
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task Frames_go_both_ways_and_whole()
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(Echo));
        var link = await ConnectAsync(server.Endpoint);
        var longest = new string('x', 1024 * 1024);

        foreach (var text in new[] { "a", "é€😀", longest })
        {
            await SendAsync(link, text);
            Assert.Equal(text, await NextAsync());
        }

        Assert.Equal("ocpp1.6", link.Subprotocol);
    }

    [Fact]
    public async Task A_message_in_fragments_is_put_together()
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(async socket =>
        {
            await socket.SendAsync("[2,"u8.ToArray(), WebSocketMessageType.Text, false, default);
            await socket.SendAsync("\"1\","u8.ToArray(), WebSocketMessageType.Text, false, default);
            await socket.SendAsync("null]"u8.ToArray(), WebSocketMessageType.Text, true, default);
            await Echo(socket);
        }));

        await ConnectAsync(server.Endpoint);

        Assert.Equal("""[2,"1",null]""", await NextAsync());
    }

    [Fact]
    public async Task What_is_no_frame_is_refused_and_the_link_goes_on()
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(async socket =>
        {
            await socket.SendAsync(new byte[10], WebSocketMessageType.Binary, true, default);
            var call = Encoding.UTF8.GetBytes("[2,\"17\",\"DataTransfer\",{\"data\":\"".PadRight((3 * 1024 * 1024) + 1, 'x'));
            await socket.SendAsync(call, WebSocketMessageType.Text, true, default);
            await Echo(socket);
        }));
        var link = await ConnectAsync(server.Endpoint);

        Assert.StartsWith("refused Unknown : a binary message", await NextAsync());
        Assert.Equal("refused Call 17: a message of more than 1048576 bytes", await NextAsync());
        await SendAsync(link, "after");
        Assert.Equal("after", await NextAsync());
    }

    [Fact]
    public async Task What_was_sent_arrives_before_the_close()
    {
        var arrived = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(async socket =>
        {
            var buffer = new byte[100];
            var first = await socket.ReceiveAsync(buffer, default);
            var second = await socket.ReceiveAsync(new byte[100], default);
            arrived.SetResult($"{Encoding.UTF8.GetString(buffer, 0, first.Count)} {second.CloseStatus} {second.CloseStatusDescription}");
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
        }));
        var link = await ConnectAsync(server.Endpoint);

        await OnLoop(() =>
        {
            link.Send("last"u8.ToArray());
            link.Close("done");
            link.Close("again");
            link.Send("too late"u8.ToArray());
        });

        Assert.Equal("last NormalClosure done", await arrived.Task);
        Assert.Equal("closed ByUs done", await NextAsync());
        Assert.False(await HearsMoreAsync(link));
    }

    [Fact]
    public async Task A_program_that_goes_down_does_not_wait_for_a_peer_that_answers_no_close()
    {
        var end = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(_ => end.Task));
        var dialer = new WebSocketDialer(_loop, server.Endpoint, "CP");
        var link = (WebSocketFrameLink)await _loop.RunAsync(() => dialer.ConnectAsync(Options, default));
        await OnLoop(() => link.Close("the station goes down"));

        await dialer.DisposeAsync();

        // It is given up after five seconds, which nobody has waited for.
        Assert.False(link.Completion.IsCompleted);
        end.SetResult();
        await link.Completion;
    }

    [Fact]
    public async Task A_close_by_the_other_side_is_reported_once()
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(
            socket => socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, "a newer connection", default)));

        var link = await ConnectAsync(server.Endpoint);

        Assert.Equal("closed ByPeer a newer connection", await NextAsync());
        Assert.False(await HearsMoreAsync(link));
    }

    [Fact]
    public async Task A_broken_connection_is_lost()
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(async socket =>
        {
            await socket.ReceiveAsync(new byte[100], default);
            socket.Abort();
        }));
        var link = await ConnectAsync(server.Endpoint);

        await SendAsync(link, "break");

        Assert.StartsWith("closed Lost", await NextAsync());
    }

    [Fact]
    public async Task A_ping_without_an_answer_ends_the_link_as_lost()
    {
        using var server = new SilentServer();

        await ConnectAsync(server.Endpoint, Options with
        {
            PingInterval = TimeSpan.FromMilliseconds(50),
            PongTimeout = TimeSpan.FromMilliseconds(50),
        });

        Assert.StartsWith("closed Lost", await NextAsync());
    }

    [Fact]
    public async Task A_changed_ping_interval_acts_on_the_link_as_it_is()
    {
        using var server = new SilentServer();
        var link = await ConnectAsync(server.Endpoint);
        var stream = await server.Opened;

        await SendAsync(link, "before");
        await OnLoop(() => link.PingEvery(TimeSpan.FromMilliseconds(20)));
        await SendAsync(link, "behind");
        var opcodes = new List<int>();
        while (opcodes.Count(opcode => opcode == Ping) < 2)
        {
            var head = await ReadAsync(stream, 6);
            await ReadAsync(stream, head[1] & 0x7F);
            opcodes.Add(head[0] & 0x0F);
            await stream.WriteAsync(new byte[] { 0x8A, 0 });
        }

        await OnLoop(() => link.PingEvery(TimeSpan.Zero));
        await stream.WriteAsync(new byte[] { 0x81, 2, (byte)'o', (byte)'k' });

        Assert.Equal(2, opcodes.Count(opcode => opcode == Text));
        Assert.Equal("ok", await NextAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pings_between_frames_spoil_none(bool secure)
    {
        using var certificate = secure ? SelfSigned() : null;
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(Echo), certificate);
        var link = await _loop.RunAsync(async () =>
        {
            var link = await new TrustingDialer(_loop, server.Endpoint).ConnectAsync(Options, default);
            Listen(link);
            link.PingEvery(TimeSpan.FromMilliseconds(1));
            return link;
        });

        for (var length = 1; length < 200_000; length += 1 + (length / 10))
        {
            var text = new string((char)('a' + (length % 26)), length);
            await SendAsync(link, text);
            Assert.Equal(text, await NextAsync());
        }
    }

    [Fact]
    public async Task What_a_peer_leaves_unread_stops_the_reading_and_not_the_link()
    {
        const int Calls = 20;
        var answer = new byte[1024 * 1024];
        var read = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(async socket =>
        {
            for (var call = 0; call < Calls; call++)
            {
                await socket.SendAsync("call"u8.ToArray(), WebSocketMessageType.Text, true, default);
            }

            var bytes = 0L;
            var buffer = new byte[64 * 1024];
            while (bytes < Calls * (long)answer.Length && await socket.ReceiveAsync(buffer, default) is { MessageType: WebSocketMessageType.Text } part)
            {
                bytes += part.Count;
            }

            read.SetResult(bytes);
        }));
        await _loop.RunAsync(async () =>
        {
            var link = await new WebSocketDialer(_loop, server.Endpoint, "CP").ConnectAsync(Options, default);
            link.Received += _ => link.Send(answer);
            link.Closed += closed => read.TrySetResult(-1);
            link.Open();
        });

        Assert.Equal(Calls * (long)answer.Length, await read.Task);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1012)]
    [InlineData(4000)]
    public async Task A_close_is_answered_with_its_own_status(int status)
    {
        using var server = new SilentServer();
        await ConnectAsync(server.Endpoint);
        var stream = await server.Opened;

        await stream.WriteAsync(new byte[] { 0x88, 2, (byte)(status >> 8), (byte)status });
        var head = await ReadAsync(stream, 6);
        var payload = await ReadAsync(stream, head[1] & 0x7F);

        Assert.Equal(Close, head[0] & 0x0F);
        Assert.Equal(status, ((payload[0] ^ head[2]) << 8) | (payload[1] ^ head[3]));
        Assert.StartsWith("closed ByPeer", await NextAsync());
    }

    [Fact]
    public async Task A_close_ends_though_the_other_side_takes_no_part()
    {
        using var server = new SilentServer();
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("ocpp1.6");
        await socket.ConnectAsync(server.Endpoint, default);
        var link = new WebSocketFrameLink(_loop, socket, "ocpp1.6") { CloseTimeout = TimeSpan.FromMilliseconds(50) };

        await OnLoop(() =>
        {
            Listen(link);
            link.Close("done");
        });

        Assert.Equal("closed ByUs done", await NextAsync());
    }

    [Fact]
    public async Task A_server_uses_the_same_link_and_peers_talk_over_it()
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(async socket =>
        {
            var link = new WebSocketFrameLink(_loop, socket, "ocpp1.6");
            await OnLoop(() => new RpcPeer(_loop, link, RandomSource.Seeded(1), new RpcOptions(), call =>
                Task.FromResult<CallReply>(new CallReply.Result(Encoding.UTF8.GetBytes($$"""{"echo":"{{call.Action}}"}""")))).Open());
            await link.Completion;
        }));

        var outcome = await _loop.RunAsync(async () =>
        {
            var link = await new WebSocketDialer(_loop, server.Endpoint, "CP").ConnectAsync(Options, default);
            var peer = new RpcPeer(_loop, link, RandomSource.Seeded(2), new RpcOptions(), _ => Task.FromResult(CallReply.None));
            peer.Open();
            var answer = await peer.CallAsync("Heartbeat", default, TimeSpan.FromSeconds(30));
            Assert.True(_loop.IsCurrent);
            peer.Close("done");
            return answer;
        });

        Assert.Equal("""{"echo":"Heartbeat"}""", Encoding.UTF8.GetString(Assert.IsType<CallOutcome.Result>(outcome).Payload.Span));
    }

    [Fact]
    public async Task The_identity_is_the_last_segment_and_the_password_goes_with_the_first_request()
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(Echo));

        await ConnectAsync(server.Endpoint, identity: "RDAM 1/2ä");
        Assert.Equal("/ocpp/RDAM%201%2F2%C3%A4", server.RawTarget);
        Assert.Equal("", server.Authorization ?? "");

        var options = Options with { Password = Convert.FromHexString("0001020304050607FFFFFFFFFFFFFFFFFFFFFFFF") };
        await ConnectAsync(server.Endpoint, options, "AL1000");
        Assert.Equal("Basic QUwxMDAwOgABAgMEBQYH////////////////", server.Authorization);
        Assert.DoesNotContain("0001", options.ToString());
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(503)]
    public async Task Another_HTTP_status_is_reported(int status)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var refusal = await Assert.ThrowsAsync<LinkRefusedException>(() => ConnectAsync(server.Endpoint));

        Assert.Equal((LinkRefusal.HttpStatus, status), (refusal.Refusal, refusal.HttpStatus));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ocpp2.0.1")]
    public async Task A_server_that_agrees_to_no_subprotocol_is_left(string? subprotocol)
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(subprotocol);
            await Echo(socket);
        });

        var refusal = await Assert.ThrowsAsync<LinkRefusedException>(() => ConnectAsync(server.Endpoint));

        Assert.Equal(LinkRefusal.NoSubprotocol, refusal.Refusal);
    }

    [Fact]
    public async Task A_port_nobody_listens_on_is_unreachable()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var refusal = await Assert.ThrowsAsync<LinkRefusedException>(
            () => ConnectAsync(new Uri($"ws://127.0.0.1:{((IPEndPoint)taken.LocalEndPoint!).Port}/")));

        Assert.Equal(LinkRefusal.Unreachable, refusal.Refusal);
    }

    [Fact]
    public async Task A_certificate_nobody_trusts_is_refused()
    {
        using var certificate = SelfSigned();
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(Echo), certificate);

        var refusal = await Assert.ThrowsAsync<LinkRefusedException>(() => ConnectAsync(server.Endpoint));

        Assert.Equal(LinkRefusal.Tls, refusal.Refusal);
    }

    [Fact]
    public async Task A_ping_interval_of_years_does_not_keep_a_station_off_the_line()
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(Echo));

        var link = await ConnectAsync(server.Endpoint, Options with { PingInterval = TimeSpan.FromSeconds(int.MaxValue) });

        await SendAsync(link, "[]");
        Assert.Equal("[]", await NextAsync());
    }

    [Fact]
    public async Task The_next_dial_waits_until_the_socket_before_is_closed()
    {
        var letGo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(async socket =>
        {
            await socket.ReceiveAsync(new byte[100], default);
            await letGo.Task;
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        }));
        await using var dialer = new WebSocketDialer(_loop, server.Endpoint, "CP");
        var dialling = _loop.RunAsync(async () =>
        {
            var first = await dialer.ConnectAsync(Options, default);
            first.Close("a reset");
            return await dialer.ConnectAsync(Options, default);
        });

        // By the time others have got in, so would this one have.
        for (var other = 0; other < 10; other++)
        {
            await ConnectAsync(server.Endpoint);
        }

        Assert.False(dialling.IsCompleted);
        letGo.SetResult();
        var second = await dialling;
        await OnLoop(() => second.Close("done"));
    }

    [Fact]
    public async Task A_connection_can_be_given_up()
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        using var patience = new CancellationTokenSource();
        var dialer = new WebSocketDialer(_loop, new Uri($"ws://127.0.0.1:{((IPEndPoint)deaf.LocalEndpoint).Port}/"), "CP");
        var connecting = _loop.RunAsync(() => dialer.ConnectAsync(Options, patience.Token));
        using var accepted = await deaf.AcceptSocketAsync();

        patience.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    [Theory]
    [InlineData("ws://host", "CP", "ws://host/CP")]
    [InlineData("ws://host/", "CP", "ws://host/CP")]
    [InlineData("wss://host:8443/a%20b/", "CP 1", "wss://host:8443/a%20b/CP%201")]
    [InlineData("ws://host/ocpp?key=1", "CP", "ws://host/ocpp/CP?key=1")]
    [InlineData("ws://host/ocpp", "100%", "ws://host/ocpp/100%25")]
    public void The_address_is_the_endpoint_and_the_identity(string endpoint, string identity, string address) =>
        Assert.Equal(address, WebSocketDialer.AddressOf(new Uri(endpoint), identity).AbsoluteUri);

    [Theory]
    [InlineData("http://host/", "CP")]
    [InlineData("ws://host/", "")]
    [InlineData("ws://host/", "..")]
    [InlineData("ws://host/", "a:b")]
    public void What_cannot_be_an_address_is_refused(string endpoint, string identity) =>
        Assert.Throws<ArgumentException>(() => WebSocketDialer.AddressOf(new Uri(endpoint), identity));

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private sealed class TrustingDialer(ThreadLoop loop, Uri endpoint) : WebSocketDialer(loop, endpoint, "CP")
    {
        protected override void Configure(ClientWebSocketOptions options, SocketsHttpHandler connection) =>
            connection.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
    }

    private const int Text = 1, Close = 8, Ping = 9;

    private static async Task<byte[]> ReadAsync(Stream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }

    private async Task<IFrameLink> ConnectAsync(Uri endpoint, DialOptions? options = null, string identity = "CP") =>
        await _loop.RunAsync(async () =>
        {
            var link = await new WebSocketDialer(_loop, endpoint, identity).ConnectAsync(options ?? Options, default);
            Listen(link);
            return link;
        });

    private void Listen(IFrameLink link)
    {
        link.Received += frame => Hear(Encoding.UTF8.GetString(frame.Span));
        link.Refused += fault => Hear($"refused {fault.Type} {fault.MessageId}: {fault.Description}");
        link.Closed += closed => Hear($"closed {closed.Cause} {closed.Description}");
        link.Open();
    }

    private void Hear(string text)
    {
        Assert.True(_loop.IsCurrent);
        _heard.Writer.TryWrite(text);
    }

    private ValueTask<string> NextAsync() => _heard.Reader.ReadAsync();

    private async Task<bool> HearsMoreAsync(IFrameLink link)
    {
        await ((WebSocketFrameLink)link).Completion;
        await OnLoop(() => { });
        return _heard.Reader.TryRead(out _);
    }

    private Task SendAsync(IFrameLink link, string text) => OnLoop(() => link.Send(Encoding.UTF8.GetBytes(text)));

    private Task OnLoop(Action action) => _loop.RunAsync(() =>
    {
        action();
        return Task.CompletedTask;
    });

    private static async Task Echo(WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer, default);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
                return;
            }

            await socket.SendAsync(buffer.AsMemory(0, result.Count), result.MessageType, result.EndOfMessage, default);
        }
    }
}
