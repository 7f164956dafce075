using ChargerFirmware.Central;
using ChargerFirmware.Central.Judging;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Tests.Unit.Central;

/// <summary>What real stations send is kept, answered and a violation.</summary>
public sealed class RealStationTests
{
    private readonly CsmsBench _bench = new();
    private readonly List<Exception> _faults = [];

    public RealStationTests()
    {
        _bench.Csms.Faulted += (_, fault) => _faults.Add(fault);
        _bench.Station.Boot();
    }

    [Theory]
    [InlineData("StartTransaction", """{"connectorId":1,"idTag":"a tag of more than twenty characters","meterStart":0,"timestamp":"2026-06-01T12:00:00Z"}""", "transactionId")]
    [InlineData("StartTransaction", """{"connectorId":"1","idTag":77,"meterStart":"12.0","timestamp":"2026-06-01 12:00:00"}""", "transactionId")]
    [InlineData("StartTransaction", """{"connectorId":1.0,"idTag":"TAG","meterStart":12.5,"timestamp":"2026-06-01T12:00:00","reservationId":null}""", "transactionId")]
    [InlineData("StartTransaction", """{"ConnectorId":0,"IdTag":"TAG","more":{}}""", "transactionId")]
    [InlineData("StartTransaction", """{"connectorId":1e999999,"idTag":"\ud800","meterStart":[],"timestamp":"yesterday"}""", "transactionId")]
    [InlineData("StartTransaction", "{}", "transactionId")]
    [InlineData("StopTransaction", """{"transactionId":"1","meterStop":7.0,"timestamp":1780315200,"reason":"evDisconnected","idTag":null}""", "{}")]
    [InlineData("StopTransaction", """{"transactionId":1,"meterStop":7,"timestamp":"2026-06-01T12:00:00","reason":"Tired","transactionData":""}""", "{}")]
    [InlineData("MeterValues", """{"connectorId":1,"meterValue":[{"timestamp":"2026-06-01T12:00:00Z","sampledValue":[{"value":230.1,"measurand":"Voltage.Loud","unit":"Furlong"}]}]}""", "{}")]
    [InlineData("MeterValues", """{"connectorId":1,"transactionId":null,"meterValue":{"timestamp":"2026-06-01T12:00:00Z","sampledValue":{"value":"1"}}}""", "{}")]
    [InlineData("MeterValues", """{"connectorId":1,"meterValue":[null,7,{"sampledValue":[{"unit":"Wh"},null]}]}""", "{}")]
    [InlineData("StatusNotification", """{"connectorId":1,"errorCode":"noerror","status":"available","info":null}""", "{}")]
    [InlineData("StatusNotification", """{"connectorId":1,"errorCode":"Haunted","status":"Levitating"}""", "{}")]
    [InlineData("StatusNotification", """{"connectorId":1}""", "{}")]
    [InlineData("BootNotification", """{"chargePointVendor":"a vendor of more than twenty characters","chargePointModel":42,"imsi":null}""", "Accepted")]
    [InlineData("BootNotification", "{}", "Accepted")]
    [InlineData("Authorize", """{"idTag":"a tag of more than twenty characters"}""", "Accepted")]
    [InlineData("DataTransfer", """{"vendorId":null,"data":{"an":"object"}}""", "UnknownVendorId")]
    [InlineData("Heartbeat", """{"more":1}""", "currentTime")]
    [InlineData("FirmwareStatusNotification", """{"status":"installed"}""", "{}")]
    [InlineData("DiagnosticsStatusNotification", """{"status":"Elsewhere"}""", "{}")]
    public void What_is_meant_is_answered(string action, string payload, string answer)
    {
        Assert.Contains(answer, _bench.Station.Call(action, payload), StringComparison.Ordinal);

        Assert.Contains(ViolationKind.SchemaFault, _bench.Violations);
        Assert.Empty(_faults);
    }

    [Fact]
    public void What_is_meant_is_kept()
    {
        _bench.Station.Call("BootNotification", """{"chargePointVendor":"a vendor of more than twenty characters","chargePointModel":42}""");
        _bench.Station.Call("StartTransaction", """{"connectorId":"2","idTag":"a tag of more than twenty characters","meterStart":"1000","timestamp":"2026-06-01T12:00:00"}""");
        _bench.Station.Call("MeterValues", """{"connectorId":2,"transactionId":"1","meterValue":[{"timestamp":"2026-06-01T12:00:00","sampledValue":[{"value":1001,"unit":"wh"},{"value":"9","unit":"MWh"}]}]}""");
        _bench.Station.Call("StatusNotification", """{"connectorId":2,"errorCode":"NoError","status":"suspendedev"}""");
        _bench.Station.Call("StopTransaction", """{"transactionId":1,"meterStop":1500.0,"timestamp":"2026-06-01T12:00:00","reason":"local"}""");

        var record = Assert.Single(_bench.Csms.Sessions.All);
        Assert.Equal(("a tag of more than twenty characters", 2, 500L, "Local"), (record.IdToken, record.ConnectorId, record.EnergyWh!.Value, record.StopReason));
        Assert.Equal(["1001", "9"], _bench.Store.Samples(record.Id).Select(sample => sample.Value));
        Assert.Equal(("a vendor of more than twenty characters", "42"), (_bench.Known.Record.Vendor, _bench.Known.Record.Model));
        Assert.Equal("SuspendedEV", _bench.Known.StatusOf(2));

        // An unknown unit is no register that went back.
        Assert.DoesNotContain(ViolationKind.MeterWentBack, _bench.Violations);
    }

    [Theory]
    [InlineData("Authorize", "{}", "OccurenceConstraintViolation")]
    [InlineData("Authorize", """{"idTag":[]}""", "TypeConstraintViolation")]
    public void Where_nothing_can_be_made_of_it_the_station_hears_why(string action, string payload, string code) =>
        Assert.Equal(code, _bench.Station.Call(action, payload));

    [Fact]
    public void A_station_that_has_not_booted_is_served_where_the_central_system_may_have_forgotten_it()
    {
        var bench = new CsmsBench(new CsmsOptions { ServesUnbootedStations = true });
        bench.Station.Connect();

        Assert.Contains("transactionId", bench.Start(), StringComparison.Ordinal);
        Assert.Equal([ViolationKind.NotAccepted], bench.Violations);
    }
}
