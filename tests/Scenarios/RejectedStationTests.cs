using ChargerFirmware.Central.Records;
using ChargerFirmware.Central;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Protocol.Link;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>A rejected station is silent to every call until it has been accepted (OCPP 1.6, 4.2).</summary>
public sealed class RejectedStationTests
{
    [Fact]
    public void A_rejected_station_answers_no_call_carries_none_out_and_answers_when_accepted()
    {
        using var bench = MalformedBench.SwitchedOn();
        bench.Bench.AtCentralSystem().BootAnswer = new BootAnswer(RegistrationState.Rejected, IntervalSeconds: 60);
        bench.Run("expect link Rejected within 60s", "plug 1", "expect status Preparing", "wait 1s");
        var before = bench.State;

        Assert.Empty(bench.Exchange(
            """[2,"1","Reset",{"type":"Hard"}]""",
            """[2,"2","RemoteStartTransaction",{"connectorId":1,"idTag":"04A1B2C3"}]""",
            """[2,"3","ChangeConfiguration",{"key":"HeartbeatInterval","value":"17"}]""",
            """[2,"4","ChangeAvailability",{"connectorId":0,"type":"Inoperative"}]""",
            """[2,"5","TriggerMessage",{"requestedMessage":"StatusNotification"}]""",
            """[2,"6","GetConfiguration",{}]""",
            """[2,"7","NoSuchAction",{}]""",
            """[2,"9","Reset"]"""));
        bench.Run("expect contactor open", "wait 30s");
        Assert.Equal(before, bench.State);
        Assert.Equal(LinkState.Rejected, bench.Bench.Protocol.Link.State);

        bench.Bench.AtCentralSystem().BootAnswer = new BootAnswer(RegistrationState.Accepted, IntervalSeconds: 300);
        bench.Run("expect link Operational within 61s", "wait 5s");
        Assert.Single(
            bench.Exchange("""[2,"8","GetConfiguration",{"key":["HeartbeatInterval"]}]"""), frame => frame is { Kind: "result", MessageId: "8" });
        Assert.DoesNotContain(bench.Bench.Frames.From(0), entry => entry.Frame is { IsSent: true, Kind: "result" or "error", MessageId: "1" or "2" or "3" or "4" or "5" or "6" or "7" });
    }
}
