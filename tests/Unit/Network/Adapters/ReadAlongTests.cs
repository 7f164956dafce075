using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Network;
using ChargerFirmware.Network.Adapters;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Tests.Unit.Ocpp.Adapters;

namespace ChargerFirmware.Tests.Unit.Network.Adapters;

/// <summary>What the proxy does to messages and upgrades that it can read.</summary>
public sealed class ReadAlongTests : IDisposable
{
    private static readonly DialOptions Options = new() { Subprotocols = ["ocpp1.6"] };

    private readonly ThreadLoop _loop = new("test", fault => throw fault);
    private readonly Channel<string> _atStation = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _atCentralSystem = Channel.CreateUnbounded<string>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _loop.Dispose();

    [Fact(Timeout = 30_000)]
    public async Task An_answer_is_dropped_by_the_action_it_answers()
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(AnswerAsync));
        using var proxy = new TcpProxy(TimeProvider.System, server.Endpoint);
        var link = await ConnectAsync(server, proxy);

        proxy.DropNext(FramePattern.AnswersTo(LinkEnd.Station, "StopTransaction"));
        await SendAsync(link, """[2,"1","Heartbeat",{}]""", """[2,"2","StopTransaction",{}]""", """[2,"3","StopTransaction",{}]""");

        Assert.Equal("""[3,"1",{}]""", await _atStation.Reader.ReadAsync(Cancellation));
        Assert.Equal("""[3,"3",{}]""", await _atStation.Reader.ReadAsync(Cancellation));
        Assert.Equal(0, proxy.PlansLeft);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_answer_in_fragments_is_doubled_as_a_whole()
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(AnswerAsync));
        using var proxy = new TcpProxy(TimeProvider.System, server.Endpoint);
        var link = await ConnectAsync(server, proxy);

        proxy.DoubleNext(FramePattern.AnswersTo(LinkEnd.Station));
        await SendAsync(link, """[2,"1","Heartbeat",{}]""", """[2,"2","Heartbeat",{}]""");

        Assert.Equal("""[3,"1",{}]""", await _atStation.Reader.ReadAsync(Cancellation));
        Assert.Equal("""[3,"1",{}]""", await _atStation.Reader.ReadAsync(Cancellation));
        Assert.Equal("""[3,"2",{}]""", await _atStation.Reader.ReadAsync(Cancellation));
    }

    [Fact(Timeout = 30_000)]
    public async Task Calls_of_the_station_are_dropped_and_doubled_under_their_mask()
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(AnswerAsync));
        using var proxy = new TcpProxy(TimeProvider.System, server.Endpoint);
        var link = await ConnectAsync(server, proxy);

        proxy.DropNext(FramePattern.CallsOf(LinkEnd.Station));
        proxy.DoubleNext(FramePattern.CallsOf(LinkEnd.Station, "MeterValues"));
        await SendAsync(link, """[2,"1","Heartbeat",{}]""", """[2,"2","MeterValues",{}]""");

        Assert.Equal("""[2,"2","MeterValues",{}]""", await _atCentralSystem.Reader.ReadAsync(Cancellation));
        Assert.Equal("""[2,"2","MeterValues",{}]""", await _atCentralSystem.Reader.ReadAsync(Cancellation));
    }

    [Fact(Timeout = 30_000)]
    public async Task Plans_that_are_taken_back_have_no_effect()
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(AnswerAsync));
        using var proxy = new TcpProxy(TimeProvider.System, server.Endpoint);
        proxy.DropNext(FramePattern.CallsOf(LinkEnd.Station), count: 3);
        proxy.RefuseNextConnects(503, count: 2);
        Assert.Equal(5, proxy.PlansLeft);

        proxy.ForgetPlans();
        await SendAsync(await ConnectAsync(server, proxy), """[2,"1","Heartbeat",{}]""");

        Assert.Equal("""[3,"1",{}]""", await _atStation.Reader.ReadAsync(Cancellation));
    }

    [Theory(Timeout = 30_000)]
    [InlineData(503)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task Upgrades_are_refused_as_often_as_asked(int status)
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(AnswerAsync));
        using var proxy = new TcpProxy(TimeProvider.System, server.Endpoint);

        proxy.RefuseNextConnects(status, count: 2);

        Assert.Equal(status, (await Assert.ThrowsAsync<LinkRefusedException>(() => ConnectAsync(server, proxy))).HttpStatus);
        Assert.Equal(status, (await Assert.ThrowsAsync<LinkRefusedException>(() => ConnectAsync(server, proxy))).HttpStatus);
        Assert.Null(server.RawTarget);
        await ConnectAsync(server, proxy);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_refusal_is_an_answer_in_the_words_of_HTTP()
    {
        using var proxy = new TcpProxy(TimeProvider.System, new Uri("ws://127.0.0.1:9"));
        proxy.RefuseNextConnects(401);
        using var station = new TcpClient();
        await station.ConnectAsync(IPAddress.Loopback, proxy.Port, Cancellation);

        // The request in two pieces: the answer waits for its end.
        await station.Client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n"u8.ToArray(), Cancellation);
        Assert.Equal(0, station.Available);
        await station.Client.SendAsync("\r\n"u8.ToArray(), Cancellation);
        using var reader = new StreamReader(station.GetStream(), Encoding.ASCII);

        Assert.Equal(
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"ocpp\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            await reader.ReadToEndAsync(Cancellation));
    }

    [Theory(Timeout = 30_000)]
    [InlineData("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nOrigin: http://evil.example\r\n\r\n", "HTTP/1.1 403 Forbidden")]
    [InlineData("GET / HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\n\r\n", "HTTP/1.1 403 Forbidden")]
    [InlineData("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nUpgrade: websocket\r\n\r\n", "HTTP/1.1 403 Forbidden")]
    [InlineData("POST /reset HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n{}", "HTTP/1.1 426 Upgrade Required")]
    [InlineData("GET / HTTP/1.0\r\n\r\n", "HTTP/1.1 400 Bad Request")]
    public async Task No_page_reaches_the_central_system_through_the_line(string request, string begin)
    {
        await using var server = await LoopbackServer.StartAsync(LoopbackServer.Talking(AnswerAsync));
        using var proxy = new TcpProxy(TimeProvider.System, server.Endpoint);
        using var page = new TcpClient();
        await page.ConnectAsync(IPAddress.Loopback, proxy.Port, Cancellation);

        // In two pieces: what is not known yet does not pass.
        var bytes = Encoding.ASCII.GetBytes(request);
        await page.Client.SendAsync(bytes.AsMemory(0, bytes.Length / 2), Cancellation);
        await page.Client.SendAsync(bytes.AsMemory(bytes.Length / 2), Cancellation);
        using var reader = new StreamReader(page.GetStream(), Encoding.ASCII);
        var answer = await reader.ReadToEndAsync(Cancellation);

        Assert.StartsWith(begin, answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Null(server.RawTarget);
    }

    [Fact]
    public void Encrypted_messages_cannot_be_distinguished()
    {
        using var proxy = new TcpProxy(TimeProvider.System, new Uri("wss://127.0.0.1:9"));

        Assert.False(proxy.IsReadable);
        Assert.Throws<InvalidOperationException>(() => proxy.RefuseNextConnects(503));
        Assert.Throws<InvalidOperationException>(() => proxy.DropNext(FramePattern.CallsOf(LinkEnd.Station)));
        Assert.Throws<InvalidOperationException>(() => proxy.DoubleNext(FramePattern.CallsOf(LinkEnd.Station)));
    }

    /// <summary>Answers every call, in two fragments.</summary>
    private async Task AnswerAsync(WebSocket socket)
    {
        var buffer = new byte[1000];
        while (await socket.ReceiveAsync(buffer, Cancellation) is { MessageType: WebSocketMessageType.Text } call)
        {
            var text = Encoding.UTF8.GetString(buffer, 0, call.Count);
            _atCentralSystem.Writer.TryWrite(text);
            await socket.SendAsync("[3,"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: false, Cancellation);
            var rest = $"{text.Split(',')[1]},{{}}]";
            await socket.SendAsync(Encoding.UTF8.GetBytes(rest), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        }
    }

    private Task<IFrameLink> ConnectAsync(LoopbackServer server, TcpProxy proxy) => _loop.RunAsync(async () =>
    {
        var link = await new ProxiedDialer(_loop, server.Endpoint, "CP", proxy.Port).ConnectAsync(Options, Cancellation);
        link.Received += frame => _atStation.Writer.TryWrite(Encoding.UTF8.GetString(frame.Span));
        link.Open();
        return link;
    });

    private Task SendAsync(IFrameLink link, params string[] frames) => _loop.RunAsync(() =>
    {
        foreach (var frame in frames)
        {
            link.Send(Encoding.UTF8.GetBytes(frame));
        }

        return Task.CompletedTask;
    });
}
