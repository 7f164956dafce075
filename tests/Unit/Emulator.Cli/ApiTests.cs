using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ChargerFirmware.Bench;
using ChargerFirmware.Emulator.Cli.Api;
using ChargerFirmware.EventLoop.Adapters;
using ChargerFirmware.Listening;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Adapters;

namespace ChargerFirmware.Tests.Unit.EmulatorCli;

/// <summary>Every route with every kind of bad input: a refusal says what was expected, and nothing has happened.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private readonly ThreadLoop _loop = new("test", _ => { });
    private readonly HttpClient _client = new();
    private Workbench _bench = null!;
    private StationMonitor _monitor = null!;
    private TelemetryEndpoints _telemetry = null!;
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _monitor = new StationMonitor(_loop, "EMU-0001");
        _telemetry = new TelemetryEndpoints(_monitor);
        _bench = await _loop.RunAsync(() =>
        {
            var bench = new Workbench(new WorkbenchOptions { Loop = _loop, Board = Boards.Load("emulated") });
            bench.Start();
            _monitor.Attach(bench.Composed!.Sources);
            return Task.FromResult(bench);
        });
        _server = await ApiServer.StartAsync(_loop, _bench, _telemetry, new IPEndPoint(IPAddress.Loopback, 0), AccessRule.Usual);
        _client.BaseAddress = new Uri($"http://{_server.Address}");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _telemetry.Dispose();
        await _loop.RunAsync(() =>
        {
            _monitor.Dispose();
            _bench.Dispose();
            return Task.CompletedTask;
        });
        _loop.Dispose();
    }

    [Fact]
    public async Task Every_route_refuses_what_it_does_not_know_or_cannot_read()
    {
        var wrong = new List<string>();
        foreach (var route in ApiServer.RoutesOf(_bench))
        {
            foreach (var (what, request, status) in BadRequests(route))
            {
                using (request)
                {
                    using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
                    var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                    if ((int)response.StatusCode != status || response.Content.Headers.ContentType?.MediaType != "application/problem+json"
                        || !SaysWhatWasExpected(body))
                    {
                        wrong.Add($"{route.Method} {route.Path} with {what}: {(int)response.StatusCode} {body}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Empty(await _loop.RunAsync(() => Task.FromResult(_bench.Faults.Active.ToList())));
        Assert.False(await _loop.RunAsync(() => Task.FromResult(_bench.Site.Connectors.Any(connector => connector.Outlet.Vehicle is not null))));
    }

    [Theory]
    [InlineData("POST", "/connectors/9/plug-in", 404)]
    [InlineData("POST", "/connectors/0/plug-in", 404)]
    [InlineData("POST", "/connectors/-0/plug-in", 404)]
    [InlineData("POST", "/connectors/1e0/plug-in", 404)]
    [InlineData("POST", "/connectors/99999999999999999999/fault?error_code=earth-lost", 404)]
    [InlineData("GET", "/connectors/abc", 404)]
    [InlineData("GET", "/connectors/%20", 404)]
    [InlineData("GET", "/stations/nobody/status", 404)]
    [InlineData("POST", "/connectors/1/fault?error_code=no-such", 422)]
    [InlineData("POST", "/connectors/1/clear-fault?error_code=no-such", 422)]
    [InlineData("POST", "/link/explode", 422)]
    [InlineData("POST", "/connectors/1/plug-out", 409)]
    [InlineData("POST", "/connectors/1/ev/stop", 409)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("DELETE", "/status", 405)]
    [InlineData("GET", "/connectors/1/plug-in", 405)]
    [InlineData("PUT", "/connectors/1/swipe", 405)]
    public async Task What_is_not_there_or_not_possible_is_refused(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status == 405, response.Content.Headers.Allow.Count > 0);
    }

    [Theory]
    [InlineData("""{"error_code":"earth-lost","duration":"1h"}""")]
    [InlineData("""{"error_code":"earth-lost","duration":3600,"info":"a remark"}""")]
    [InlineData("""{"error_code":"earth-lost","info":null}""")]
    public async Task A_fault_is_broken_for_a_while_and_its_mending_says_what_is_waited_for(string body)
    {
        using var broken = await PostAsync("/connectors/1/fault", body);
        Assert.Equal(HttpStatusCode.OK, broken.StatusCode);
        Assert.True(await OnLoopAsync(() => _bench.UntilAsync(() => _bench.Connector(1).Faults.Active.Any(), TimeSpan.FromSeconds(20))));

        using var mended = await PostAsync("/connectors/1/clear-fault", "");
        var answer = JsonElement.Parse(await mended.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal("earth-lost", answer.GetProperty("cleared")[0].GetString());
        var waits = answer.GetProperty("waiting_for")[0];
        Assert.Equal("earth-lost", waits.GetProperty("fault").GetString());
        Assert.Contains("unplugged", waits.GetProperty("until").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error_code":"earth-lost","duration":"50ms"}""")]
    [InlineData("""{"error_code":"earth-lost","duration":0.05}""")]
    public async Task A_fault_with_a_duration_mends_itself(string body)
    {
        using var broken = await PostAsync("/connectors/1/fault", body);

        Assert.Equal(HttpStatusCode.OK, broken.StatusCode);
        Assert.True(await OnLoopAsync(() => _bench.UntilAsync(() => _bench.Faults.Active.Count == 0, TimeSpan.FromSeconds(20))));
    }

    [Fact]
    public async Task A_line_takes_the_latency_that_a_request_gives_it()
    {
        using var delayed = await PostAsync("/link/delay", """{"duration":"1500ms"}""");

        Assert.Equal(HttpStatusCode.OK, delayed.StatusCode);
        Assert.Equal(
            1.5,
            JsonElement.Parse(await delayed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("latency_seconds").GetDouble());
    }

    [Fact]
    public async Task A_token_may_hold_blanks_and_number_signs()
    {
        using var swipe = await PostAsync("/connectors/1/swipe", """{"id_tag":"ada # 7"}""");

        // It ends when a reader has reported it.
        Assert.Equal(HttpStatusCode.OK, swipe.StatusCode);
    }

    [Fact]
    public async Task A_script_need_not_wait_between_plug_swipe_and_pull()
    {
        using var second = await PostAsync("/connectors/2/plug-in", "");
        using var first = await PostAsync("/connectors/1/plug-in", "");
        using var swipe = await PostAsync("/connectors/1/swipe?id_tag=04A1B2C3", "");

        Assert.All([second, first, swipe], response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.True(await OnLoopAsync(() => _bench.UntilAsync(() => _bench.Connector(1).Transaction is not null, TimeSpan.FromSeconds(30))));
        Assert.True(await OnLoopAsync(() => Task.FromResult(_bench.Connector(2) is { Transaction: null, Pending: null })));
        using var pull = await PostAsync("/connectors/1/plug-out", "");
        Assert.Equal(HttpStatusCode.OK, pull.StatusCode);
        Assert.False(JsonElement.Parse(await pull.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("plugged").GetBoolean());
    }

    private static IEnumerable<(string What, HttpRequestMessage Request, int Status)> BadRequests(ApiRoute route)
    {
        // A body is refused wherever it says what is not known; GET takes none either.
        yield return ("an unknown parameter", Of(route, "?nonsense=1"), 400);
        yield return ("a parameter without a name", Of(route, "?=1"), 400);
        yield return ("a null in a name", Of(route, "?%00=1"), 400);
        yield return ("an unknown member", Of(route, "", """{"nonsense":1}"""), 400);
        yield return ("an array", Of(route, "", "[1]"), 400);
        yield return ("broken JSON", Of(route, "", """{"a":"""), 400);
        yield return ("a number", Of(route, "", "7"), 400);
        yield return ("deep JSON", Of(route, "", new string('[', 5000)), 400);
        yield return ("text", Of(route, "", "hello", "text/plain"), 415);
        yield return ("an empty form", Of(route, "", "", "multipart/form-data"), 415);
        yield return ("a form", Of(route, "", "id_tag=1", "application/x-www-form-urlencoded"), 415);
        yield return ("a long body", Of(route, "", new string(' ', 70_000)), 413);
        foreach (var parameter in route.Parameters)
        {
            foreach (var value in BadValues(parameter))
            {
                yield return ($"{parameter.Name}={value}", Of(route, $"?{parameter.Name}={value}"), 400);
            }

            var twice = $"?{parameter.Name}=1&{parameter.Name}=1";
            yield return ($"{parameter.Name} twice", Of(route, twice), 400);
            yield return ($"{parameter.Name} as an object", Of(route, "", $"{{\"{parameter.Name}\":{{}}}}"), 400);
            yield return ($"{parameter.Name} in another case", Of(route, $"?{parameter.Name.ToUpperInvariant()}=1"), 400);
            if (parameter.IsRequired)
            {
                yield return ($"no {parameter.Name}", Of(route, ""), 400);
                yield return ($"{parameter.Name} null", Of(route, "", $"{{\"{parameter.Name}\":null}}"), 400);
            }
        }
    }

    private static IEnumerable<string> BadValues(Parameter parameter)
    {
        string[] always = ["", "%00", "%0A", new string('9', 500)];
        string[] numbers = ["abc", "NaN", "Infinity", "1e99", "-1", "1,5", "0x10", "--1", "1e400"];
        string[] durations = ["abc", "5", "s", "-1s", "999999999d", "41d", "1e3s", "NaNs", "1s2s", "1s%20x", "5%20s"];
        return parameter.Name switch
        {
            "soc_percent" => [.. always, .. numbers, "100.1"],
            "times" or "status" => [.. always, .. numbers, "0", "1.5"],
            "duration" => [.. always, .. durations],
            "settle" => [.. always, "yes", "1", "TRUE"],
            "vehicle" or "end" => [.. always, "spaceship", "Saloon"],
            "action" => [.. always, "two%20words", "%23", "NoSuchAction"],
            _ => always,
        };
    }

    private static HttpRequestMessage Of(ApiRoute route, string query, string? body = null, string type = "application/json")
    {
        var path = route.Path.Replace("{n}", 1.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var request = new HttpRequestMessage(new HttpMethod(route.Method), new Uri(path + query, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, type);
        }

        return request;
    }

    private static bool SaysWhatWasExpected(string body)
    {
        var detail = JsonElement.Parse(body).GetProperty("detail").GetString()!;
        return detail.Contains("expected", StringComparison.Ordinal) && detail.Length < 700;
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body) => _client.PostAsync(
        new Uri(path, UriKind.Relative), body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        TestContext.Current.CancellationToken);

    private Task<T> OnLoopAsync<T>(Func<Task<T>> work) => _loop.RunAsync(work);
}
