using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ChargerFirmware.Central.Cli.Api;
using ChargerFirmware.Central.Cli.Api.Events;

namespace ChargerFirmware.Tests.Unit.CentralCli.Api;

public sealed class EventTests : IAsyncLifetime
{
    private ApiBench _bench = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await ApiBench.StartAsync(new CentralApiOptions { EventReaders = 1 });

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task What_happens_is_told_as_it_happens()
    {
        using var response = await OpenAsync("/api/v1/events?station=CP9");
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));

        await _bench.ConnectAsync("CP8");
        await _bench.ConnectAsync("CP9");

        var (kind, data) = await NextAsync(lines);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("connected", kind);
        Assert.Equal("CP9", data.GetProperty("station").GetString());
        Assert.Equal("ocpp1.6", data.GetProperty("content").GetProperty("state").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_session_is_told()
    {
        using var response = await OpenAsync("/api/v1/events?kinds=session_started");
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));

        await _bench.StartSessionAsync("CP1", 2);

        var (kind, data) = await NextAsync(lines);
        Assert.Equal("session_started", kind);
        Assert.Equal(3, data.GetProperty("content").GetProperty("id").GetInt64());
    }

    [Fact(Timeout = 60_000)]
    public async Task Frames_are_told_to_who_asks_for_them_without_their_secrets()
    {
        using var response = await OpenAsync("/api/v1/events?kinds=frame");
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));

        await _bench.AskAsync("POST", "/api/v1/change-configuration", """{"cpid":"CP1","key":"AuthorizationKey","value":"hunter2"}""");

        var (kind, data) = await NextAsync(lines);
        Assert.Equal("frame", kind);
        Assert.Equal("***", data.GetProperty("content").GetProperty("frame")[3].GetProperty("value").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task The_same_events_go_to_a_WebSocket()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{_bench.Server.Address}/api/v1/events"), Cancellation);

        await _bench.ConnectAsync("CP9");

        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, Cancellation);
        Assert.Equal("connected", JsonElement.Parse(buffer.AsSpan(0, received.Count)).GetProperty("kind").GetString());
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
        Assert.Equal(WebSocketState.Closed, socket.State);
    }

    [Fact(Timeout = 60_000)]
    public async Task No_more_readers_than_allowed_are_let_in_and_one_that_leaves_makes_room()
    {
        using (await OpenAsync("/api/v1/events"))
        {
            await _bench.RefusedAsync(503, "GET", "/api/v1/events");
        }

        // Who has left is noticed by what is written to him.
        HttpStatusCode status;
        do
        {
            await _bench.ConnectAsync("CP9");
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
            using var response = await _bench.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
            status = response.StatusCode;
        }
        while (status == HttpStatusCode.ServiceUnavailable);

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task An_unknown_kind_is_refused() => await _bench.RefusedAsync(400, "GET", "/api/v1/events?kinds=boot,weather");

    [Fact]
    public async Task A_reader_that_is_too_slow_loses_the_oldest_and_hears_how_many()
    {
        var (feed, reader) = await _bench.Loop.RunAsync(() =>
        {
            var feed = new EventFeed(_bench.Csms, mostReaders: 1, mostEvents: 2);
            return Task.FromResult((feed, feed.Open(null, EventKind.Usual)));
        });
        for (var station = 1; station <= 5; station++)
        {
            await _bench.ConnectAsync($"S{station}");
        }

        // A turn behind all of that.
        await _bench.Loop.RunAsync(() => Task.CompletedTask);
        var taken = Enumerable.Range(0, 4).Select(_ => reader.Take()).ToList();

        Assert.Equal("""{"kind":"lost","count":3}""", Encoding.UTF8.GetString(taken[0]!.Value.Json));
        Assert.Contains("S4", Encoding.UTF8.GetString(taken[1]!.Value.Json), StringComparison.Ordinal);
        Assert.Contains("S5", Encoding.UTF8.GetString(taken[2]!.Value.Json), StringComparison.Ordinal);
        Assert.Null(taken[3]);
        _bench.Loop.Post(feed.Dispose);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stream_ends_with_its_server()
    {
        using var response = await OpenAsync("/api/v1/events");
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));

        await _bench.Server.DisposeAsync();

        while (await lines.ReadLineAsync(Cancellation) is not null)
        {
            // The comment at its beginning.
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        var response = await _bench.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    private static async Task<(string Kind, JsonElement Data)> NextAsync(StreamReader lines)
    {
        var kind = "";
        while (await lines.ReadLineAsync(Cancellation) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                kind = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return (kind, JsonElement.Parse(line[6..]));
            }
        }

        throw new EndOfStreamException();
    }
}
