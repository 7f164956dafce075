using System.Net;
using System.Text.Json;

namespace ChargerFirmware.Tests.Unit.CentralCli.Api;

/// <summary>The routes of two older projects, as their users know them.</summary>
public sealed class OlderRoutesTests : IAsyncLifetime
{
    private ApiBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await ApiBench.StartAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Active_lists_the_sessions_that_run()
    {
        var active = await _bench.AskAsync("GET", "/api/v1/active");

        Assert.Equal("""{"sessions":[{"cpid":"CP1","connectorId":1,"idTag":"ADA","transactionId":2}]}""", active.GetRawText());
    }

    [Theory]
    [InlineData("start", """{"cpid":"CP1","connectorId":1}""", "RemoteStartTransaction", """{"connectorId":1,"idTag":"CENTRAL"}""")]
    [InlineData("start", """{"cpid":"CP1","connectorId":1,"idTag":"BOB"}""", "RemoteStartTransaction", """{"connectorId":1,"idTag":"BOB"}""")]
    [InlineData("stop", """{"cpid":"CP1","connectorId":1}""", "RemoteStopTransaction", """{"transactionId":2}""")]
    [InlineData("stop", """{"cpid":"CP1","idTag":"ada"}""", "RemoteStopTransaction", """{"transactionId":2}""")]
    [InlineData("stop", """{"cpid":"CP1","transactionId":2}""", "RemoteStopTransaction", """{"transactionId":2}""")]
    [InlineData("reset", """{"cpid":"CP1"}""", "Reset", """{"type":"Soft"}""")]
    [InlineData("reset", """{"cpid":"CP1","type":"Hard"}""", "Reset", """{"type":"Hard"}""")]
    [InlineData("unlock", """{"cpid":"CP1","connectorId":2}""", "UnlockConnector", """{"connectorId":2}""")]
    [InlineData("cancel-reservation", """{"cpid":"CP1","reservationId":7}""", "CancelReservation", """{"reservationId":7}""")]
    [InlineData(
        "availability", """{"cpid":"CP1","type":"Inoperative"}""", "ChangeAvailability", """{"connectorId":0,"type":"Inoperative"}""")]
    [InlineData("get-configuration", """{"cpid":"CP1"}""", "GetConfiguration", "{}")]
    [InlineData("get-configuration", """{"cpid":"CP1","key":["A","B"]}""", "GetConfiguration", """{"key":["A","B"]}""")]
    [InlineData("change-configuration", """{"cpid":"CP1","key":"A","value":"1"}""", "ChangeConfiguration", """{"key":"A","value":"1"}""")]
    [InlineData(
        "trigger", """{"cpid":"CP1","requestedMessage":"MeterValues","connectorId":1}""", "TriggerMessage",
        """{"requestedMessage":"MeterValues","connectorId":1}""")]
    [InlineData("clear-cache", """{"cpid":"CP1"}""", "ClearCache", "{}")]
    [InlineData("data-transfer", """{"cpid":"CP1","vendorId":"V","data":"x"}""", "DataTransfer", """{"vendorId":"V","data":"x"}""")]
    public async Task A_command_asks_the_station_for_it_and_answers_with_its_word(string route, string body, string action, string payload)
    {
        var answer = await _bench.AskAsync("POST", $"/api/v1/{route}", body);

        var call = _bench.Station.LastCall;
        Assert.StartsWith($"{action} ", call, StringComparison.Ordinal);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(payload), JsonElement.Parse(call[(action.Length + 1)..])), call);
        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Equal("CP1", answer.GetProperty("cpid").GetString());
        Assert.Equal("Accepted", answer.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_stop_that_fits_no_session_or_several_stops_none()
    {
        await _bench.RefusedAsync(404, "POST", "/api/v1/stop", """{"cpid":"CP1","transactionId":1}""");
        await _bench.RefusedAsync(404, "POST", "/charge/stop", """{"cpid":"CP1","connectorId":2}""");
        await _bench.StartSessionAsync("CP1", 2);

        var problem = await _bench.RefusedAsync(409, "POST", "/api/v1/stop", """{"cpid":"CP1"}""");

        Assert.Contains("one of 2, 3", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(_bench.Station.Calls);
    }

    [Fact]
    public async Task Reservations_get_numbers_that_are_not_in_use()
    {
        var first = await _bench.AskAsync("POST", "/api/v1/reserve", """{"cpid":"CP1","connectorId":2,"minutes":5}""");
        var second = await _bench.AskAsync("POST", "/api/v1/reserve", """{"cpid":"CP1","idTag":"BOB","expiryDate":"2030-01-01T00:00:00Z"}""");

        Assert.Equal(2, first.GetProperty("reservationId").GetInt32());
        Assert.Equal(3, second.GetProperty("reservationId").GetInt32());
        Assert.Contains("\"expiryDate\":\"2030-01-01T00:00:00.000Z\"", _bench.Station.LastCall, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_names_the_stations_that_are_connected()
    {
        var before = await _bench.AskAsync("GET", "/list");
        await _bench.ConnectAsync(ApiBench.Away);
        var after = await _bench.AskAsync("GET", "/list");

        Assert.Equal("""{"cp_ids":["CP1"]}""", before.GetRawText());
        Assert.Equal("""{"cp_ids":["CP 2/x","CP1"]}""", after.GetRawText());
    }

    [Fact]
    public async Task Reserve_takes_an_available_connector()
    {
        var answer = await _bench.AskAsync("POST", "/reserve/CP1?idTag=BOB");

        Assert.Equal("""{"status":"Accepted"}""", answer.GetRawText());
        Assert.StartsWith("""ReserveNow {"connectorId":3,""", _bench.Station.LastCall, StringComparison.Ordinal);
        Assert.Contains("\"idTag\":\"BOB\"", _bench.Station.LastCall, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", "No such Charge Point. [nobody]")]
    [InlineData("CP%202%2Fx", "No such Charge Point. [CP 2/x]")]
    [InlineData("CP3", "No available connector. [CP3]")]
    public async Task Reserve_is_unavailable_where_there_is_no_station_or_no_connector(string segment, string message)
    {
        await _bench.ConnectAsync("CP3");

        var (status, answer) = await _bench.SendAsync("POST", $"/reserve/{segment}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal($$"""{"error_code":503,"message":"{{message}}"}""", answer.GetRawText());
    }
}
