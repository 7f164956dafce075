using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ChargerFirmware.Bench;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Adapters;
using ChargerFirmware.Telemetry.Metrics;
using ChargerFirmware.Tests.Unit.Telemetry.Metrics;

namespace ChargerFirmware.Tests.Unit.Telemetry.Adapters;

public sealed class TelemetryServerTests : IAsyncLifetime
{
    private readonly ThreadLoop _loop = new("test", _ => { });
    private readonly ManualResetEventSlim _letGo = new(false);
    private readonly HttpClient _client = new();
    private Workbench _bench = null!;
    private StationMonitor _monitor = null!;
    private TelemetryEndpoints _endpoints = null!;
    private TelemetryServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _monitor = new StationMonitor(_loop, "CP-7");
        _endpoints = new TelemetryEndpoints(_monitor);
        _server = await TelemetryServer.StartAsync(_endpoints, new IPEndPoint(IPAddress.Loopback, 0));
        _client.BaseAddress = new Uri($"http://{_server.Address}");
        _bench = await _loop.RunAsync(() =>
        {
            var bench = new Workbench(new WorkbenchOptions { Loop = _loop, Board = Boards.Load("emulated"), StationId = "CP-7" });
            bench.Start();
            _monitor.Attach(bench.Composed!.Sources);
            return Task.FromResult(bench);
        });
    }

    [Fact]
    public async Task Metrics_are_what_Prometheus_reads()
    {
        using var response = await _client.GetAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var scrape = Exposition.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, scrape["""charger_connector_status{station="CP-7",connector="1",status="Available"}"""]);
        Assert.True(scrape["""charger_loop_latency_seconds_count{station="CP-7"}"""] > 0);
        Assert.True(scrape["""charger_loop_turn_duration_seconds_count{station="CP-7"}"""] > 0);
    }

    [Fact]
    public async Task Health_and_frames_are_served()
    {
        var health = JsonElement.Parse(await _client.GetStringAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken));
        using var frames = await _client.GetAsync(new Uri("/frames?count=3", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.NotEqual("fail", health.GetProperty("status").GetString());
        Assert.Equal("application/x-ndjson", frames.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Who_asks_for_the_head_only_gets_the_status()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/health");

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/frames?count=0", HttpStatusCode.BadRequest)]
    [InlineData("/frames?count=-1", HttpStatusCode.BadRequest)]
    [InlineData("/frames?count=all", HttpStatusCode.BadRequest)]
    [InlineData("/frames?n=5", HttpStatusCode.BadRequest)]
    [InlineData("/health?verbose=1", HttpStatusCode.BadRequest)]
    [InlineData("/else", HttpStatusCode.NotFound)]
    public async Task What_is_not_understood_is_refused(string path, HttpStatusCode expected)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_loop_that_hangs_is_reported_while_it_hangs()
    {
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(() =>
        {
            hangs.SetResult();
            _letGo.Wait();
        });
        await hangs.Task;

        var health = _client.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        var frames = _client.GetAsync(new Uri("/frames", UriKind.Relative), TestContext.Current.CancellationToken);
        var metrics = await _client.GetByteArrayAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        var report = JsonElement.Parse(await (await health).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await health).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await frames).StatusCode);
        Assert.StartsWith("the loop has not turned for", report.GetProperty("checks")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        var scrape = Exposition.Parse(metrics);
        Assert.True(scrape["""charger_loop_stall_seconds{station="CP-7"}"""] >= 1.9);
        Assert.Contains("process_resident_memory_bytes", scrape.Types.Keys);
    }

    [Fact]
    public async Task A_page_that_calls_this_address_its_own_name_reads_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/frames");
        request.Headers.Host = "evil.example";

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_silent_client_is_in_no_others_way()
    {
        var silent = new List<TcpClient>();
        try
        {
            for (var index = 0; index < 20; index++)
            {
                var client = new TcpClient();
                silent.Add(client);
                await client.ConnectAsync(IPAddress.Loopback, _client.BaseAddress!.Port, TestContext.Current.CancellationToken);
                await client.GetStream().WriteAsync("GET /metrics HTTP/1.1\r\nX: "u8.ToArray(), TestContext.Current.CancellationToken);
            }

            var answer = await _client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);

            Assert.Contains("charger_build_info", answer, StringComparison.Ordinal);
        }
        finally
        {
            silent.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task A_client_that_sends_too_much_is_cut_off()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /{new string('a', 4000)} HTTP/1.1\r\nHost: localhost\r\n\r\n"), TestContext.Current.CancellationToken);

        using var reader = new StreamReader(client.GetStream());
        Assert.StartsWith("HTTP/1.1 414", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_reported() =>
        await Assert.ThrowsAsync<IOException>(() => TelemetryServer.StartAsync(_endpoints, IPEndPoint.Parse(_server.Address)));

    public async ValueTask DisposeAsync()
    {
        _letGo.Set();
        await _loop.RunAsync(() =>
        {
            _monitor.Detach();
            _bench.Dispose();
            return Task.CompletedTask;
        });
        await _server.DisposeAsync();
        _endpoints.Dispose();
        _monitor.Dispose();
        _client.Dispose();
        _loop.Dispose();
        _letGo.Dispose();
    }
}
