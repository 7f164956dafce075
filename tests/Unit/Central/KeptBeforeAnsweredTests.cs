using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Tests.Unit.Central;

/// <summary>What a station is answered is durable; where the store refuses, it hears so and sends again.</summary>
public sealed class KeptBeforeAnsweredTests
{
    private readonly GatedStore _store;
    private readonly CsmsBench _bench;
    private readonly List<string> _faults = [];

    public KeptBeforeAnsweredTests()
    {
        var memory = new MemoryStore();
        _store = new GatedStore(memory);
        _bench = new CsmsBench(store: _store);
        _bench.Csms.Faulted += (where, _) => _faults.Add(where);
        _bench.Station.Boot();
    }

    [Theory]
    [InlineData("StartTransaction", """{"connectorId":1,"idTag":"T","meterStart":1,"timestamp":"2026-06-01T12:00:00Z"}""")]
    [InlineData("MeterValues", """{"connectorId":1,"transactionId":1,"meterValue":[{"timestamp":"2026-06-01T12:00:00Z","sampledValue":[{"value":"1001"}]}]}""")]
    [InlineData("StopTransaction", """{"transactionId":1,"meterStop":1500,"timestamp":"2026-06-01T12:00:00Z"}""")]
    [InlineData("StatusNotification", """{"connectorId":1,"errorCode":"NoError","status":"Charging"}""")]
    public void No_answer_goes_out_before_the_store_has_it(string action, string payload)
    {
        _bench.Start();
        _store.Close();
        var answer = _bench.Station.Begin(action, payload);
        _bench.Pass(5);
        Assert.False(answer.IsCompleted);

        _store.Open();
        _bench.Pass(1);
        Assert.True(answer.IsCompletedSuccessfully);
        Assert.Empty(_faults);
    }

    [Fact]
    public void A_start_that_the_store_refuses_is_an_error_and_comes_again_as_the_first_one()
    {
        var timestamp = _bench.Moment();
        _store.Refuses = true;
        Assert.Equal("InternalError", _bench.Start(timestamp: timestamp));
        Assert.Empty(_bench.Csms.Sessions.All);
        Assert.NotEmpty(_faults);

        _store.Refuses = false;
        Assert.Contains("\"transactionId\":", _bench.Start(timestamp: timestamp), StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(_bench.Csms.Sessions.All).StartsReceived);
        Assert.Empty(_bench.Violations);
    }

    [Fact]
    public void A_stop_that_the_store_refuses_leaves_the_session_running()
    {
        _bench.Start();
        _store.Refuses = true;
        Assert.Equal("InternalError", _bench.Stop());
        Assert.True(_bench.Csms.Sessions.Find(1)!.IsRunning);

        _store.Refuses = false;
        Assert.Equal("{}", _bench.Stop());
        Assert.Equal(500, _bench.Csms.Sessions.Find(1)!.EnergyWh);
        Assert.Empty(_bench.Violations);
    }

    [Fact]
    public void What_the_store_refuses_is_in_force_nowhere()
    {
        _bench.Status("Preparing");
        _store.Refuses = true;
        Assert.Equal("InternalError", _bench.Status("Charging"));
        Assert.Throws<StoreException>(() => _bench.Loop.Run(() => _bench.Csms.Tokens.SetAsync("T", TokenStatus.Blocked)));
        Assert.Throws<StoreException>(() => _bench.Loop.Run(() => _bench.Csms.Tokens.SetOthersAsync(TokenStatus.Blocked)));

        Assert.Equal("Preparing", _bench.Known.StatusOf(1));
        Assert.Equal(TokenStatus.Accepted, _bench.Csms.Tokens.ForStart(CsmsBench.Identity, "T").Status);
    }

    [Fact]
    public void A_command_that_the_station_has_carried_out_is_answered_though_the_store_refuses()
    {
        _bench.Station.Replies["UpdateFirmware"] = new CallReply.Result(default);
        _store.Refuses = true;

        var outcome = _bench.Loop.Run(() => _bench.Known.CallAsync(
            "UpdateFirmware", """{"location":"ftp://files/f.bin","retrieveDate":"2026-06-01T12:00:00Z"}"""u8.ToArray()));
        Assert.IsType<CallOutcome.Result>(outcome);
        Assert.Single(_faults);
    }

    [Fact]
    public void One_start_over_two_connections_at_once_is_one_session()
    {
        var timestamp = _bench.Moment();
        var start = $$"""{"connectorId":1,"idTag":"TAG","meterStart":1000,"timestamp":"{{timestamp}}"}""";
        _store.Close();
        _bench.Station.Begin("StartTransaction", start);
        _bench.Pass(1);
        _bench.Station.Disconnect();
        _bench.Station.Connect();
        var again = _bench.Station.Begin("StartTransaction", start);
        _bench.Pass(1);

        _store.Open();
        Assert.Contains("\"transactionId\":1", ScriptedStation.Describe(_bench.Loop.Run(() => again)), StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(_bench.Csms.Sessions.All).StartsReceived);
    }
}
