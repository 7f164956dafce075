using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ChargerFirmware.Listening;
using ChargerFirmware.Listening.Adapters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChargerFirmware.Tests.Unit.Listening.Adapters;

public sealed class WebServerTests : IAsyncLifetime
{
    // More than the buffers of both ends take.
    private const int LongAnswer = 32_000_000;

    private static readonly ServerLimits s_small = new() { Connections = 16, BodyBytes = 1000, RequestLineBytes = 500, HeaderBytes = 2000 };

    private readonly HttpClient _client = new();
    private readonly List<Socket> _sockets = [];
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _works = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebServer _server = null!;
    private int _asked;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await StartAsync(new AccessRule { Origins = [Origin.TryRead("http://localhost:3000")!] });
        _client.BaseAddress = new Uri($"http://{_server.Address}");
    }

    public async ValueTask DisposeAsync()
    {
        _letGo.TrySetResult();
        _client.Dispose();
        _sockets.ForEach(socket => socket.Dispose());
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("Host", "evil.example", 403)]
    [InlineData("Origin", "http://evil.example", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("X-Forwarded-Host", "evil.example", 200)]
    [InlineData("Forwarded", "host=evil.example", 200)]
    public async Task Who_may_not_ask_reaches_no_handler(string header, string value, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/act");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await _client.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, _asked);
        if (status != 200)
        {
            await AssertProblemAsync(response);
        }
    }

    [Theory]
    [InlineData("GET / HTTP/1.0\r\n\r\n", "HTTP/1.1 400")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400")]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", "HTTP/1.1 400")]
    [InlineData("GET /slow HTTP/1.1\r\nHost: localhost\r\nX: ", null)]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 400")]
    public async Task A_head_of_an_odd_form_is_not_served(string head, string? begin)
    {
        var socket = await SendAsync(head);
        if (begin is not null)
        {
            Assert.StartsWith(begin, await ReadToEndAsync(socket), StringComparison.Ordinal);
        }

        Assert.Equal(0, _asked);
    }

    [Fact]
    public async Task A_page_that_is_named_may_ask_and_read()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/act");
        preflight.Headers.Add("Origin", "http://localhost:3000");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/act");
        request.Headers.Add("Origin", "http://localhost:3000");

        using var may = await _client.SendAsync(preflight, Cancellation);
        using var response = await _client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, may.StatusCode);
        Assert.Contains("POST, PUT, DELETE", may.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        Assert.Equal("http://localhost:3000", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Other_pages_get_no_answer_to_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Origin", "http://evil.example");

        using var response = await _client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_key_opens_what_it_closes()
    {
        await using var server = await StartAsync(new AccessRule { Key = new ApiKey("s3cret") });
        using var client = new HttpClient { BaseAddress = new Uri($"http://{server.Address}") };

        using var without = await client.GetAsync(new Uri("/", UriKind.Relative), Cancellation);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "s3cret");
        using var with = await client.GetAsync(new Uri("/", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal("Bearer", without.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
    }

    [Theory]
    [InlineData(1000, false, HttpStatusCode.OK)]
    [InlineData(1001, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(1001, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_has_a_bound(int bytes, bool chunked, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/act") { Content = new ByteArrayContent(new byte[bytes]) };
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await _client.SendAsync(request, Cancellation);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, _asked);
    }

    [Theory]
    [InlineData("/nothing", "GET", HttpStatusCode.NotFound, "/act")]
    [InlineData("/act", "GET", HttpStatusCode.MethodNotAllowed, "POST")]
    [InlineData("/broken", "GET", HttpStatusCode.InternalServerError, "on purpose")]
    public async Task What_is_not_there_is_refused_with_what_is(string path, string method, HttpStatusCode status, string said)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await _client.SendAsync(request, Cancellation);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(said, await AssertProblemAsync(response), StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("")]
    [InlineData("GET /")]
    [InlineData("POST /act HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\nbegin")]
    public async Task A_slow_client_holds_up_no_other(string begin)
    {
        // Four times as many as there is room for, and none of them is done.
        for (var index = 0; index < 64; index++)
        {
            await SendAsync(begin);
        }

        using var client = new HttpClient { BaseAddress = _client.BaseAddress };
        Assert.Equal("here", await client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation));
    }

    [Fact]
    public async Task Who_is_being_served_is_not_cut_for_others()
    {
        var working = _client.GetStringAsync(new Uri("/work", UriKind.Relative), Cancellation);
        await WorkBeginsAsync();
        for (var index = 0; index < 64; index++)
        {
            await SendAsync("GET /");
        }

        // All of them have come before the answer is ready: it could be cut itself by one that comes then.
        await CutAsync(64 - (s_small.Connections - 1));
        _letGo.SetResult();

        Assert.Equal("done", await working);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(3600, true)]
    [InlineData(0, false)]
    public async Task An_answer_that_goes_out_is_not_cut_for_others_unless_nobody_takes_it(int sendSeconds, bool arrives)
    {
        await using var server = await StartAsync(AccessRule.Usual, s_small with { SendTime = TimeSpan.FromSeconds(sendSeconds) });
        var reader = await SendAsync("GET /long HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", server.Port);
        var received = await reader.ReceiveAsync(new byte[1], Cancellation);
        for (var index = 0; index < 64; index++)
        {
            await SendAsync("GET /", server.Port);
        }

        // Served behind the others: there has been no room for them by now.
        using var client = new HttpClient { BaseAddress = new Uri($"http://{server.Address}") };
        await client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation);

        Assert.Equal(arrives, received + await CountToEndAsync(reader) > LongAnswer);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_streamed_answer_goes_out_before_it_ends()
    {
        using var response = await _client.GetAsync(new Uri("/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));

        Assert.Equal("first", await reader.ReadLineAsync(Cancellation));
        _letGo.SetResult();
        Assert.Equal("last", await reader.ReadToEndAsync(Cancellation));
    }

    [Theory]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    [InlineData("/act", HttpStatusCode.MethodNotAllowed)]
    public async Task Who_asks_for_a_WebSocket_where_there_is_none_hears_why(string path, HttpStatusCode status)
    {
        await using var server = await WebServer.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), AccessRule.Usual, s_small, Map, takesUpgrades: true);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{server.Address}{path}");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new ProductHeaderValue("websocket"));

        using var response = await _client.SendAsync(request, Cancellation);

        Assert.Equal(status, response.StatusCode);
        await AssertProblemAsync(response);
    }

    [Fact]
    public async Task Files_and_the_environment_do_not_move_it()
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_URLS", "http://0.0.0.0:0");
        Environment.SetEnvironmentVariable("Kestrel__Endpoints__More__Url", "http://0.0.0.0:0");
        try
        {
            await using var server = await StartAsync(AccessRule.Usual);

            Assert.StartsWith("127.0.0.1:", server.Address, StringComparison.Ordinal);
            Assert.Single(server.Addresses);
        }
        finally
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_URLS", null);
            Environment.SetEnvironmentVariable("Kestrel__Endpoints__More__Url", null);
        }
    }

    private Task WorkBeginsAsync() => _works.Task.WaitAsync(Cancellation);

    private Task<WebServer> StartAsync(AccessRule rule, ServerLimits? limits = null) =>
        WebServer.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), rule, limits ?? s_small, Map);

    private void Map(WebApplication application)
    {
        application.MapMethods("/", ["GET"], context => SayAsync(context, "here"));
        application.MapMethods("/broken", ["GET"], _ => throw new InvalidDataException("broken on purpose"));
        application.MapMethods("/act", ["POST"], context =>
        {
            Interlocked.Increment(ref _asked);
            return SayAsync(context, "done");
        });
        application.MapMethods("/long", ["GET"], context => context.Response.Body.WriteAsync(new byte[LongAnswer]).AsTask());
        application.MapMethods("/stream", ["GET"], async context =>
        {
            var body = await StreamedAnswer.BeginAsync(context);
            await body.WriteAsync("first\n"u8.ToArray());
            await _letGo.Task;
            await body.WriteAsync("last"u8.ToArray());
        });
        application.MapMethods("/work", ["GET"], async context =>
        {
            _works.TrySetResult();
            await _letGo.Task;
            await SayAsync(context, "done");
        });
    }

    private static Task SayAsync(HttpContext context, string text) => context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    private async Task<Socket> SendAsync(string text, int? port = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        await socket.ConnectAsync(IPAddress.Loopback, port ?? _server.Port, Cancellation);
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(text), Cancellation);
        }
        catch (SocketException)
        {
            // Cut already: there was no room, as all were being served.
        }

        return socket;
    }

    /// <summary>Waits until the server has hung up on so many of those who have not been answered.</summary>
    private async Task CutAsync(int count)
    {
        var open = _sockets.ConvertAll(EndAsync);
        for (; count > 0; count--)
        {
            open.Remove(await Task.WhenAny(open));
        }

        static async Task EndAsync(Socket socket)
        {
            try
            {
                await socket.ReceiveAsync(new byte[1], Cancellation);
            }
            catch (SocketException)
            {
                // By a reset.
            }
        }
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        using var reader = new StreamReader(new NetworkStream(socket), Encoding.ASCII);
        return await reader.ReadToEndAsync(Cancellation);
    }

    /// <summary>How many bytes come before the connection ends, in whatever way.</summary>
    private static async Task<int> CountToEndAsync(Socket socket)
    {
        var buffer = new byte[65536];
        var count = 0;
        try
        {
            while (await socket.ReceiveAsync(buffer, Cancellation) is > 0 and var read)
            {
                count += read;
            }
        }
        catch (SocketException)
        {
            // Reset: that is an end, too.
        }

        return count;
    }

    private static async Task<string> AssertProblemAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal((int)response.StatusCode, problem.GetProperty("status").GetInt32());
        return problem.GetProperty("detail").GetString()!;
    }
}
