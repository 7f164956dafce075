using System.Text.Json;
using ChargerFirmware.Central;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp16;

namespace ChargerFirmware.Tests.Unit.CentralCli.Api;

public sealed class CommandTests : IAsyncLifetime
{
    private const string Commands = "/api/v1/stations/CP1/commands/";

    private ApiBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await ApiBench.StartAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_call_goes_out_as_written_and_its_answer_comes_back_with_the_time_it_took()
    {
        _bench.Station.Answer("GetConfiguration", """{"unknownKey":["X"]}""");

        var answer = await _bench.AskAsync("POST", Commands + "GetConfiguration", """{"key":["X"]}""");

        Assert.Equal("""GetConfiguration {"key":["X"]}""", _bench.Station.LastCall);
        Assert.Equal("X", answer.GetProperty("payload").GetProperty("unknownKey")[0].GetString());
        Assert.Equal(JsonValueKind.Number, answer.GetProperty("round_trip_seconds").ValueKind);
    }

    [Fact]
    public async Task What_a_station_rejects_is_an_answer()
    {
        _bench.Station.Answer("Reset", """{"status":"Rejected"}""");

        var ours = await _bench.AskAsync("POST", Commands + "Reset", """{"type":"Hard"}""");
        var old = await _bench.AskAsync("POST", "/api/v1/reset", """{"cpid":"CP1","type":"Hard"}""");

        Assert.Equal("Rejected", ours.GetProperty("payload").GetProperty("status").GetString());
        Assert.Equal("Rejected", old.GetProperty("status").GetString());
        Assert.False(old.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Every_action_of_a_central_system_can_be_called()
    {
        foreach (var action in Ocpp16Catalog.All.Actions.Where(action => action.Direction.HasFlag(CallDirection.FromCentralSystem)))
        {
            await _bench.AskAsync("POST", $"{Commands}{action.Name}?force=true");
        }

        Assert.Equal(19, _bench.Station.Calls.Count);
    }

    [Theory]
    [InlineData("Reset", """{"type":"Warm"}""", "$.type")]
    [InlineData("Reset", """{}""", "$.type")]
    [InlineData("Reset", """[]""", "$")]
    [InlineData("Reset", """{"type":"Hard","more":1}""", "$.more")]
    [InlineData("UnlockConnector", """{"connectorId":"1"}""", "$.connectorId")]
    public async Task A_mistake_in_a_payload_is_named_with_its_place_and_goes_out_only_by_force(string action, string payload, string path)
    {
        var problem = await _bench.RefusedAsync(422, "POST", Commands + action, payload);

        Assert.Equal(path, problem.GetProperty("errors")[0].GetProperty("path").GetString());
        Assert.Contains("expected", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(_bench.Station.Calls);
        if (payload != "[]")
        {
            await _bench.AskAsync("POST", $"{Commands}{action}?force=true", payload);
            Assert.Equal($"{action} {payload}", _bench.Station.LastCall);
        }
    }

    [Fact]
    public async Task What_is_a_stations_to_call_or_nobodys_is_refused()
    {
        var ofStation = await _bench.RefusedAsync(422, "POST", Commands + "BootNotification", "{}");
        var ofNobody = await _bench.RefusedAsync(404, "POST", Commands + "Explode");

        Assert.Contains("a station's to call", ofStation.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("RemoteStartTransaction", ofNobody.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(_bench.Station.Calls);
    }

    [Fact]
    public async Task A_CALLERROR_is_a_bad_gateway_with_its_code()
    {
        _bench.Station.Answer("Reset", "NotSupported");

        var ours = await _bench.RefusedAsync(502, "POST", Commands + "Reset", """{"type":"Hard"}""");
        var old = await _bench.RefusedAsync(502, "POST", "/api/v1/reset", """{"cpid":"CP1"}""");

        Assert.All([ours, old], problem => Assert.Equal("NotSupported", problem.GetProperty("error_code").GetString()));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_a_gateway_timeout()
    {
        await using var impatient = await ApiBench.StartAsync(csmsOptions: new CsmsOptions { CallTimeout = TimeSpan.FromMilliseconds(1) });
        impatient.Station.Answer("Reset", "");

        await impatient.RefusedAsync(504, "POST", Commands + "Reset", """{"type":"Hard"}""");
        await impatient.RefusedAsync(504, "POST", "/api/v1/reset", """{"cpid":"CP1"}""");
    }

    [Fact]
    public async Task A_station_is_disconnected_once()
    {
        await _bench.AskAsync("POST", "/api/v1/stations/CP1/disconnect", """{"reason":"a test"}""");

        await _bench.RefusedAsync(409, "POST", "/api/v1/stations/CP1/disconnect");
    }
}
