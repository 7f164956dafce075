using System.Net;
using System.Text.Json;
using ChargerFirmware.Central.Cli.Api;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Listening;

namespace ChargerFirmware.Tests.Unit.CentralCli.Api;

/// <summary>What the central system knows, over HTTP.</summary>
public sealed class KnowledgeTests : IAsyncLifetime
{
    private ApiBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await ApiBench.StartAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Stations_are_listed_connected_or_not()
    {
        Assert.Equal([ApiBench.Away, "CP1"], Ids(await _bench.AskAsync("GET", "/api/v1/stations")));
        Assert.Equal(["CP1"], Ids(await _bench.AskAsync("GET", "/api/v1/stations?connected=true")));
        Assert.Equal([ApiBench.Away], Ids(await _bench.AskAsync("GET", "/api/v1/stations?connected=false")));
    }

    [Fact]
    public async Task A_station_is_shown_with_what_it_has_said()
    {
        var station = await _bench.AskAsync("GET", "/api/v1/stations/CP1");

        Assert.True(station.GetProperty("connected").GetBoolean());
        Assert.Equal("M", station.GetProperty("model").GetString());
        Assert.Equal("2026-06-01T12:00:00.000Z", station.GetProperty("booted_at").GetString());
        Assert.Equal("Accepted", station.GetProperty("registration").GetString());
        Assert.Equal(["Available", "Charging", "Available", "Available"], station.GetProperty("connectors").EnumerateArray().Select(one => one.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task An_id_may_hold_blanks_and_slashes() =>
        Assert.Equal(ApiBench.Away, (await _bench.AskAsync("GET", "/api/v1/stations/CP%202%2Fx")).GetProperty("id").GetString());

    [Theory]
    [InlineData("states", "[0].state", "Charging")]
    [InlineData("configuration", "[1].value", "300")]
    [InlineData("reservations", "[0].id_token", "ADA")]
    [InlineData("profiles", "[0].profile.chargingProfileId", "9")]
    [InlineData("local-list", ".id_tokens[0].group", "G")]
    [InlineData("maintenance", "[0].status", "Uploaded")]
    [InlineData("connectors", "[1].status", "Charging")]
    public async Task All_that_is_known_of_a_station_has_its_route(string route, string place, string value) =>
        Assert.Equal(value, At(await _bench.AskAsync("GET", $"/api/v1/stations/CP1/{route}"), place).ToString());

    [Fact]
    public async Task Secrets_are_left_out()
    {
        var configuration = await _bench.AskAsync("GET", "/api/v1/stations/CP1/configuration");
        var frames = await _bench.AskAsync("GET", "/api/v1/frames?station=CP1&limit=1");

        Assert.Equal(JsonValueKind.Null, At(configuration, "[0].value").ValueKind);
        Assert.Equal("***", At(frames, "[0].frame")[3].GetProperty("value").GetString());
        Assert.Equal("central-system", At(frames, "[0].from").GetString());
        Assert.DoesNotContain("hunter2", configuration.GetRawText() + frames.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "1,2")]
    [InlineData("?running=true", "2")]
    [InlineData("?running=false&station=CP1&connector=1", "1")]
    [InlineData("?after=1", "2")]
    [InlineData("?limit=1", "1")]
    [InlineData("?connector=2", "")]
    public async Task Sessions_are_found(string query, string ids) => Assert.Equal(
        ids,
        string.Join(',', (await _bench.AskAsync("GET", "/api/v1/sessions" + query)).EnumerateArray().Select(session => session.GetProperty("id").GetInt64())));

    [Fact]
    public async Task A_session_has_its_energy_and_its_samples()
    {
        Assert.Equal(3_000, (await _bench.AskAsync("GET", "/api/v1/sessions/1")).GetProperty("energy_wh").GetInt64());
        Assert.Equal("1500", At(await _bench.AskAsync("GET", "/api/v1/sessions/2/samples"), "[0].value").GetString());
        await _bench.RefusedAsync(404, "GET", "/api/v1/sessions/9");
        await _bench.RefusedAsync(404, "GET", "/api/v1/sessions/abc/samples");
    }

    [Fact]
    public async Task A_token_is_set_shown_and_forgotten()
    {
        const string Token = "/api/v1/id-tokens/ada%20%2F%25%20%C3%B6";
        var set = await _bench.AskAsync("PUT", Token, """{"status":"Blocked","group":"G","expiry_date":"2030-01-01T00:00:00Z"}""");

        Assert.Equal("""ada /% ö""", set.GetProperty("id_token").GetString());
        Assert.Equal("Blocked", (await _bench.AskAsync("GET", Token.Replace("ada", "ADA", StringComparison.Ordinal))).GetProperty("status").GetString());
        Assert.Equal(2, (await _bench.AskAsync("GET", "/api/v1/id-tokens")).GetProperty("id_tokens").GetArrayLength());
        await _bench.AskAsync("DELETE", Token);
        await _bench.RefusedAsync(404, "GET", Token);
        await _bench.RefusedAsync(404, "DELETE", Token);
        await _bench.RefusedAsync(422, "PUT", "/api/v1/id-tokens/" + new string('A', 37), """{"status":"Accepted"}""");
    }

    [Fact]
    public async Task A_segment_is_decoded_once() => Assert.Equal(
        "a%2Fb", (await _bench.AskAsync("PUT", "/api/v1/id-tokens/a%252Fb", """{"status":"Accepted"}""")).GetProperty("id_token").GetString());

    [Fact]
    public async Task What_other_tokens_hear_is_set()
    {
        await _bench.AskAsync("PUT", "/api/v1/id-tokens", """{"others":"Invalid"}""");

        Assert.Equal(TokenStatus.Invalid, await _bench.Loop.RunAsync(() => Task.FromResult(_bench.Csms.Tokens.Others)));
    }

    [Fact]
    public async Task Nothing_is_found_at_other_paths_and_by_other_methods()
    {
        var nowhere = await _bench.RefusedAsync(404, "GET", "/api/v1/nowhere");
        await _bench.RefusedAsync(405, "DELETE", "/api/v1/stations");

        Assert.Contains("/api/v1/stations", nowhere.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_anybody_can_read_up_does_not_open_a_port_to_others()
    {
        var options = new CentralApiOptions { EndPoint = new IPEndPoint(IPAddress.Any, 0), Access = new AccessRule { Key = new ApiKey("changeme-123") } };

        var refusal = await Assert.ThrowsAsync<ListeningException>(() => CentralApi.StartAsync(_bench.Csms, options));

        Assert.Contains("a key of your own", refusal.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Ids(JsonElement stations) => stations.EnumerateArray().Select(station => station.GetProperty("id").GetString());

    /// <summary>Such as <c>[0].profile.id</c>.</summary>
    private static JsonElement At(JsonElement element, string place) => place
        .Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(element, (found, step) => int.TryParse(step, out var index) ? found[index] : found.GetProperty(step));
}
