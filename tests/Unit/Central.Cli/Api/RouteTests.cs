using System.Net;
using System.Text;
using System.Text.Json;
using ChargerFirmware.Central.Cli.Api;
using ChargerFirmware.Central.Cli.Api.Events;
using ChargerFirmware.Listening;
using Json.Schema;

namespace ChargerFirmware.Tests.Unit.CentralCli.Api;

/// <summary>What holds for every route.</summary>
public sealed class RouteTests : IAsyncLifetime
{
    private ApiBench _bench = null!;
    private List<ApiRoute> _routes = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bench = await ApiBench.StartAsync();
        _routes = await _bench.Loop.RunAsync(() =>
        {
            using var feed = new EventFeed(_bench.Csms, 1, 1);
            return Task.FromResult(CentralApi.RoutesOf(_bench.Csms, feed, new CentralApiOptions()).OrderBy(EndsAConnection).ToList());
        });
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Every_route_stands_in_the_document_and_answers_as_that_says()
    {
        var document = await _bench.AskAsync("GET", "/openapi.json");
        var described = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}")).ToHashSet();
        Assert.Equal(_routes.Select(route => $"{route.Method} {route.Path}").Order(), described.Order());

        var wrong = new List<string>();
        foreach (var route in _routes.Where(route => route.ServeAsync is null))
        {
            var (status, answer) = await _bench.SendAsync(route.Method, Examples.PathOf(route), Examples.BodyOf(route));
            var schema = document.GetProperty("paths").GetProperty(route.Path).GetProperty(route.Method.ToLowerInvariant())
                .GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty(route.ContentType).GetProperty("schema");
            var fits = status == HttpStatusCode.OK && JsonSchema.FromText(schema.GetRawText()).Evaluate(answer).IsValid;
            if (!fits)
            {
                wrong.Add($"{route.Method} {route.Path}: {status} {answer} {schema}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_route_refuses_what_it_does_not_know_or_cannot_read()
    {
        var wrong = new List<string>();
        foreach (var route in _routes)
        {
            foreach (var (what, request, status) in BadRequests(route))
            {
                using (request)
                {
                    using var response = await _bench.Client.SendAsync(request, Cancellation);
                    var body = await response.Content.ReadAsStringAsync(Cancellation);
                    if ((int)response.StatusCode != status || !body.Contains("expected", StringComparison.Ordinal) || body.Length > 2_000)
                    {
                        wrong.Add($"{route.Method} {route.Path} with {what}: {(int)response.StatusCode} {body}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Empty(_bench.Station.Calls);
    }

    [Fact]
    public async Task Every_route_asks_for_the_key_where_there_is_one()
    {
        await using var locked = await ApiBench.StartAsync(new CentralApiOptions { Access = new AccessRule { Key = new ApiKey("changeme-123") } });
        var wrong = new List<string>();
        foreach (var route in _routes)
        {
            var (without, _) = await locked.SendAsync(route.Method, Examples.PathOf(route), Examples.BodyOf(route));
            var (other, _) = await locked.SendAsync(route.Method, Examples.PathOf(route), Examples.BodyOf(route), "changeme-124");
            var with = route.ServeAsync is null
                ? (await locked.SendAsync(route.Method, Examples.PathOf(route), Examples.BodyOf(route), "changeme-123")).Status
                : HttpStatusCode.OK;
            if ((without, other, with) != (HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK))
            {
                wrong.Add($"{route.Method} {route.Path}: {without}, {other}, {with}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_route_of_a_station_says_that_it_does_not_know_one()
    {
        var wrong = new List<string>();
        foreach (var route in _routes.Where(Examples.IsOfStation))
        {
            var (status, answer) = await _bench.SendAsync(route.Method, Examples.PathOf(route, "nobody"), Examples.BodyOf(route, "nobody"));
            if (status != (route.RefusalForm is null ? HttpStatusCode.NotFound : HttpStatusCode.ServiceUnavailable) ||
                !answer.ToString().Contains("nobody", StringComparison.Ordinal))
            {
                wrong.Add($"{route.Method} {route.Path}: {status} {answer}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_command_says_that_its_station_is_not_connected()
    {
        await _bench.StartSessionAsync(ApiBench.Away, 1);
        var wrong = new List<string>();
        foreach (var route in _routes.Where(route => route.Method == "POST" && route.RefusalForm is null))
        {
            var body = Examples.BodyOf(route, ApiBench.Away)?.Replace("\"transactionId\":2", "\"transactionId\":3", StringComparison.Ordinal);
            var (status, answer) = await _bench.SendAsync(route.Method, Examples.PathOf(route, ApiBench.Away), body);
            if (status != HttpStatusCode.Conflict || !answer.ToString().Contains("not connected", StringComparison.Ordinal))
            {
                wrong.Add($"{route.Method} {route.Path}: {status} {answer}");
            }
        }

        Assert.Empty(wrong);
    }

    private static bool EndsAConnection(ApiRoute route) => route.Path.EndsWith("/disconnect", StringComparison.Ordinal);

    private static IEnumerable<(string What, HttpRequestMessage Request, int Status)> BadRequests(ApiRoute route)
    {
        yield return ("an unknown parameter", Of(route, "?nonsense=1"), 400);
        yield return ("a null in a name", Of(route, "?%00=1"), 400);
        yield return ("broken JSON", Of(route, "", """{"a":"""), 400);
        yield return ("deep JSON", Of(route, "", new string('[', 5000)), 400);
        yield return ("text", Of(route, "", "hello", "text/plain"), 415);
        yield return ("a form", Of(route, "", "idTag=1", "application/x-www-form-urlencoded"), 415);
        yield return ("a long body", Of(route, "", new string(' ', 600_000)), 413);
        foreach (var parameter in route.Parameters.Where(parameter => parameter.Expected != "anything"))
        {
            yield return ($"{parameter.Name} empty", Of(route, $"?{parameter.Name}="), 400);
            yield return ($"{parameter.Name} with a null", Of(route, $"?{parameter.Name}=%00"), 400);
            yield return ($"{parameter.Name} twice", Of(route, $"?{parameter.Name}=1&{parameter.Name}=1"), 400);
            yield return ($"{parameter.Name} in another case", Of(route, $"?{parameter.Name.ToUpperInvariant()}=1"), 400);
            if (route.Payload is null)
            {
                yield return ($"{parameter.Name} as an object", Of(route, "", $"{{\"{parameter.Name}\":{{}}}}"), 400);
                yield return ($"{parameter.Name} as half a character", Of(route, "", $"{{\"{parameter.Name}\":\"\\ud800\"}}"), 400);
            }

            if (parameter.IsRequired)
            {
                yield return ($"no {parameter.Name}", Of(route, ""), 400);
            }
        }

        if (route.Payload is null)
        {
            yield return ("an unknown member", Of(route, "", """{"nonsense":1}"""), 400);
            yield return ("a member of half a character", Of(route, "", """{"\ud800":1}"""), 400);
            yield return ("an array", Of(route, "", "[1]"), 400);
            yield return ("a number", Of(route, "", "7"), 400);
        }
    }

    private static HttpRequestMessage Of(ApiRoute route, string query, string? body = null, string type = "application/json")
    {
        var request = new HttpRequestMessage(new HttpMethod(route.Method), new Uri(Examples.PathOf(route) + query, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, type);
        }

        return request;
    }
}
