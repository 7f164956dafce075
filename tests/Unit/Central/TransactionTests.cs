using ChargerFirmware.Central.Judging;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Network;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Tests.Unit.Central;

public sealed class TransactionTests
{
    private readonly CsmsBench _bench = new();

    public TransactionTests() => _bench.Station.Boot();

    [Fact]
    public void Ids_ascend_from_1_and_the_reported_energy_adds_up()
    {
        Assert.Equal("""{"idTagInfo":{"status":"Accepted"},"transactionId":1}""", _bench.Start(connectorId: 1, meterStart: 1000));
        Assert.Contains("\"transactionId\":2", _bench.Start(connectorId: 2, meterStart: 50), StringComparison.Ordinal);
        _bench.Values("1200.4");
        Assert.Equal("{}", _bench.Stop(1, meterStop: 1500));
        _bench.Stop(2, meterStop: 57);

        Assert.Equal(507, _bench.Csms.Sessions.ReportedEnergyWh());
        Assert.Equal(500, _bench.Csms.Sessions.ReportedEnergyWh(CsmsBench.Identity, 1));
        Assert.Equal(7, _bench.Csms.Sessions.ReportedEnergyWh(CsmsBench.Identity, 2));
        Assert.Equal(0, _bench.Csms.Sessions.ReportedEnergyWh("another"));
        Assert.Empty(_bench.Violations);
    }

    [Fact]
    public void A_transaction_keeps_all_that_was_reported_of_it()
    {
        var started = _bench.Moment();
        _bench.Start(connectorId: 2, idTag: "Tag", meterStart: 7);
        var record = _bench.Csms.Sessions.Find(1)!;
        Assert.True(record.IsRunning);
        Assert.Equal(record, _bench.Csms.Sessions.Running(CsmsBench.Identity, 2));
        Assert.Null(_bench.Csms.Sessions.Running(CsmsBench.Identity, 1));

        _bench.Pass(60);
        _bench.Values("9", connectorId: 2);
        _bench.Stop(meterStop: 10, more: ""","idTag":"OTHER","reason":"EVDisconnected" """);

        record = _bench.Csms.Sessions.Find(1)!;
        Assert.Equal((1, CsmsBench.Identity, 2, "Tag", 7), (record.Id, record.Station, record.ConnectorId, record.IdToken, record.MeterStartWh));
        Assert.Equal(started, ChargerFirmware.Ocpp.Json.SpecTime.Format(record.StartTime));
        Assert.Equal((10, 3, "OTHER", "EVDisconnected"), (record.MeterStopWh, record.EnergyWh, record.StopIdToken, record.StopReason));
        Assert.Equal("9", Assert.Single(_bench.Store.Samples(record.Id)).Value);
        Assert.False(record.IsRunning);
    }

    [Fact]
    public void A_start_that_is_sent_again_on_a_new_connection_gets_the_same_id()
    {
        var timestamp = _bench.Moment();
        _bench.Start(timestamp: timestamp);
        _bench.Station.Disconnect();
        _bench.Station.Connect();

        Assert.Contains("\"transactionId\":1", _bench.Start(idTag: "tag", timestamp: timestamp), StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(_bench.Csms.Sessions.All).StartsReceived);
        Assert.Empty(_bench.Violations);
    }

    [Fact]
    public void A_start_at_another_time_is_another_transaction()
    {
        _bench.Start();
        _bench.Stop(meterStop: 1000);
        _bench.Pass(60);

        Assert.Contains("\"transactionId\":2", _bench.Start(), StringComparison.Ordinal);
        Assert.Empty(_bench.Violations);
    }

    [Fact]
    public void Nobody_stops_the_transaction_of_another_station()
    {
        var network = new VirtualNetwork(_bench.Loop, RandomSource.Seeded(3), "CP2");
        network.Accepted += (request, link) => _bench.Csms.Accept(request.Identity, link);
        var other = new ScriptedStation(_bench.Loop, network);
        other.Boot();
        _bench.Start();

        other.Call("StopTransaction", $$"""{"transactionId":1,"meterStop":9,"timestamp":"{{_bench.Moment()}}"}""");

        Assert.True(_bench.Csms.Sessions.Find(1)!.IsRunning);
        Assert.Equal(("CP2", ViolationKind.UnknownTransaction), (_bench.Judge.Violations[0].Station, _bench.Judge.Violations[0].Kind));
    }

    [Fact]
    public void A_stop_that_is_sent_again_on_a_new_connection_counts_once()
    {
        var stopped = 0;
        _bench.Csms.SessionStopped += _ => stopped++;
        _bench.Start();
        var timestamp = _bench.Moment();
        _bench.Stop(timestamp: timestamp);
        _bench.Station.Disconnect();
        _bench.Station.Connect();
        _bench.Stop(timestamp: timestamp);

        Assert.Equal(1, stopped);
        Assert.Equal(500, _bench.Csms.Sessions.ReportedEnergyWh());
        Assert.Equal(2, _bench.Csms.Sessions.Find(1)!.StopsReceived);
        Assert.Empty(_bench.Violations);
    }

    [Fact]
    public void Messages_that_were_answered_must_not_come_again()
    {
        var timestamp = _bench.Moment();
        _bench.Start(timestamp: timestamp);
        _bench.Start(timestamp: timestamp);
        Assert.Equal([ViolationKind.RepeatedStart], _bench.Violations);

        _bench.Stop(timestamp: timestamp);
        Assert.Equal("{}", _bench.Stop(timestamp: timestamp));
        Assert.Equal([ViolationKind.RepeatedStart, ViolationKind.RepeatedStop], _bench.Violations);
    }

    [Fact]
    public void A_transaction_stops_once_only()
    {
        _bench.Start();
        _bench.Stop(meterStop: 1500);
        _bench.Station.Disconnect();
        _bench.Station.Connect();
        _bench.Stop(meterStop: 1600);

        Assert.Equal([ViolationKind.RepeatedStop], _bench.Violations);
        Assert.Equal(500, _bench.Csms.Sessions.ReportedEnergyWh());
    }

    [Fact]
    public void Unknown_transactions_are_answered_and_reported()
    {
        Assert.Equal("{}", _bench.Values("5", transactionId: 4));
        Assert.Equal("""{"idTagInfo":{"status":"Accepted"}}""", _bench.Stop(-1, more: ""","idTag":"TAG" """));

        Assert.Equal([ViolationKind.UnknownTransaction, ViolationKind.UnknownTransaction], _bench.Violations);
        var violation = _bench.Judge.Violations[0];
        Assert.Equal((CsmsBench.Identity, _bench.Loop.Time.GetUtcNow()), (violation.Station, violation.Time));
        Assert.Contains("\"MeterValues\",{\"connectorId\":1,\"transactionId\":4", violation.Frame, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_was_never_sent_finds_its_transaction()
    {
        _bench.Behaviour.AnswerNonsenseNext("StartTransaction");
        Assert.Equal("""{"nonsense":true}""", _bench.Start());

        _bench.Values("1100", transactionId: -1);
        _bench.Stop(-1, meterStop: 1200);

        Assert.Equal(200, _bench.Csms.Sessions.ReportedEnergyWh());
        Assert.Empty(_bench.Violations);
    }

    [Fact]
    public void A_station_whose_start_was_refused_may_go_on_without_an_id()
    {
        _bench.Behaviour.FailNext("StartTransaction", count: 2);

        Assert.Equal("InternalError", _bench.Start());
        Assert.Equal("InternalError", _bench.Start());
        _bench.Stop(-1);

        Assert.Empty(_bench.Csms.Sessions.All);
        Assert.Empty(_bench.Violations);
    }

    [Fact]
    public void A_connector_has_one_transaction_at_a_time()
    {
        _bench.Start(idTag: "A");
        _bench.Start(idTag: "B");

        Assert.Equal([ViolationKind.ConnectorBusy], _bench.Violations);
    }

    [Theory]
    [InlineData("1100", 1099, 0)]
    [InlineData("1100.9", 1100, 0)]
    [InlineData("1100", 1098, 1)]
    [InlineData("999", 1500, 0)]
    [InlineData("998", 1500, 1)]
    public void A_register_never_goes_back(string sampledWh, int meterStop, int violations)
    {
        _bench.Start(meterStart: 1000);
        _bench.Pass(60);
        _bench.Values(sampledWh);
        _bench.Pass(60);
        _bench.Stop(meterStop: meterStop);

        Assert.Equal(Enumerable.Repeat(ViolationKind.MeterWentBack, violations), _bench.Violations);
    }

    [Theory]
    [InlineData("20000", 20_100, 0)]
    [InlineData("200000", 200_100, 1)]
    [InlineData("1010", 200_000, 1)]
    public void A_register_grows_no_faster_than_an_outlet_delivers(string sampledWh, int meterStop, int violations)
    {
        _bench.Start(meterStart: 1000);
        _bench.Pass(60);
        _bench.Values(sampledWh);
        _bench.Pass(60);
        _bench.Stop(meterStop: meterStop);

        Assert.Equal(Enumerable.Repeat(ViolationKind.MeterJumped, violations), _bench.Violations);
    }

    [Fact]
    public void A_register_in_kWh_is_the_same_register()
    {
        _bench.Start(meterStart: 1000);
        _bench.Values("1.1", more: ""","unit":"kWh" """);
        _bench.Values("1050", more: ""","phase":"L1" """);
        _bench.Values("16", more: ""","measurand":"Current.Import" """);
        Assert.Empty(_bench.Violations);

        _bench.Values("1.05", more: ""","unit":"kWh" """);
        Assert.Equal([ViolationKind.MeterWentBack], _bench.Violations);
    }

    [Fact]
    public void MeterStop_is_not_below_meterStart_nor_meterStart_below_the_meterStop_before()
    {
        _bench.Start(meterStart: 1000);
        _bench.Stop(meterStop: 999);
        Assert.Equal([ViolationKind.MeterWentBack], _bench.Violations);

        _bench.Pass(60);
        _bench.Start(meterStart: 998);
        Assert.Equal([ViolationKind.MeterWentBack, ViolationKind.MeterWentBack], _bench.Violations);
    }

    [Fact]
    public void Samples_keep_their_order_unless_they_were_triggered()
    {
        var before = _bench.Moment();
        _bench.Start();
        _bench.Pass(120);
        _bench.Values("1100");
        _bench.Values("1050", timestamp: _bench.Moment(-60), more: ""","context":"Trigger" """);
        Assert.Empty(_bench.Violations);

        _bench.Values("1050", timestamp: _bench.Moment(-60));
        _bench.Stop(timestamp: before);
        Assert.Equal([ViolationKind.Timestamp, ViolationKind.MeterWentBack, ViolationKind.Timestamp], _bench.Violations);
    }

    [Fact]
    public void Nothing_is_reported_from_the_future()
    {
        _bench.Start(timestamp: _bench.Moment(4));
        Assert.Empty(_bench.Violations);

        _bench.Values("1001", timestamp: _bench.Moment(10));
        _bench.Stop(timestamp: _bench.Moment(11));
        _bench.Start(connectorId: 2, timestamp: _bench.Moment(6));

        Assert.Equal([ViolationKind.Timestamp, ViolationKind.Timestamp, ViolationKind.Timestamp], _bench.Violations);
    }

    [Theory]
    [InlineData("abc", "", ViolationKind.ImplausibleMeterValue)]
    [InlineData("1100", ""","context":"Nonsense" """, ViolationKind.SchemaFault)]
    public void A_sampled_value_is_a_number_and_its_words_are_the_standards(string value, string more, ViolationKind expected)
    {
        _bench.Start();
        _bench.Values(value, more: more);

        Assert.Equal([expected], _bench.Violations);
    }

    [Fact]
    public void Values_belong_to_their_connector_and_to_the_time_of_their_transaction()
    {
        _bench.Start();
        _bench.Values("1001", connectorId: 2);
        Assert.Equal([ViolationKind.ImplausibleMeterValue], _bench.Violations);

        _bench.Stop();
        _bench.Values("1500");
        Assert.Equal(2, _bench.Judge.Violations.Count);
        Assert.Contains("StopTransaction of 1 has come before", _bench.Judge.Violations[1].Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Transaction_data_agrees_with_its_transaction()
    {
        _bench.Start(meterStart: 1000);
        var begin = CsmsBench.Value("1000.2", _bench.Moment(), ""","context":"Transaction.Begin" """);
        _bench.Pass(60);
        var end = CsmsBench.Value("1500", _bench.Moment(), ""","context":"Transaction.End" """);
        _bench.Stop(meterStop: 1500, more: $$""","transactionData":[{{begin}},{{end}}]""");
        Assert.Empty(_bench.Violations);
        Assert.Equal(2, _bench.Store.Samples(1).Count(sample => sample.IsTransactionData));

        _bench.Start(meterStart: 1500);
        _bench.Stop(2, meterStop: 1700, more: $$""","transactionData":[{{CsmsBench.Value("1600", _bench.Moment(), ""","context":"Transaction.End" """)}}]""");
        Assert.Contains(ViolationKind.ImplausibleMeterValue, _bench.Violations);
    }

    [Fact]
    public void One_message_that_breaks_a_rule_thousands_of_times_is_reported_a_few_times()
    {
        _bench.Start(meterStart: 1000);
        var value = CsmsBench.Value("1", _bench.Moment());
        _bench.Station.Call(
            "MeterValues", $$"""{"connectorId":1,"transactionId":1,"meterValue":[{{string.Join(',', Enumerable.Repeat(value, 5_000))}}]}""");

        Assert.InRange(_bench.Violations.Count(), 1, 20);
        Assert.Equal(5_000, _bench.Store.Samples(1).Count);
    }
}
