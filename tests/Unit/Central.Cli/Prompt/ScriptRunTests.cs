using ChargerFirmware.Central.Cli.Prompt;

namespace ChargerFirmware.Tests.Unit.CentralCli.Prompt;

public sealed class ScriptRunTests
{
    private const string Started = """
        # A charge point and its central system.
        start_cs 9000
        start_cp ws://localhost:9000 0
        bootnotification

        """;

    private readonly PromptBench _bench = new();

    [Fact]
    public void A_script_that_comes_true_says_nothing() => Assert.Null(Run(Started + """
        expect connected cp#0
        expect answer status=Accepted interval=300
        expect <<cp#0 BootNotification chargePointVendor=* imsi=null
        expect >>cp#0 BootNotification.conf status="Accepted"
        starttransaction connectorId=2 idTag=1234
        expect answer idTagInfo.status=Accepted transactionId=1
        expect <<cp#0 StartTransaction connectorId=2 idTag=1234 within 20s
        expect >>cs StartTransaction
        wait 2m
        metervalues meterValue[0].sampledValue[0].value=10
        expect <<cp#0 MeterValues meterValue[0].sampledValue[0].value=10 meterValue[0].sampledValue[0].unit=Wh
        remote_reset
        expect answer status=Accepted
        set cp answer.Reset=NotSupported answer.ClearCache={"status":"Rejected"}
        remote_reset
        expect error NotSupported
        expect >>cs Reset.error
        remote_clearcache
        expect no <<cp#0 StopTransaction within 5s
        stop_cp
        expect disconnected cp#0 within 5s
        """));

    [Theory]
    [InlineData("expect <<cp#0 StartTransaction within 20s", "expected <<cp#0 StartTransaction within 20 s")]
    [InlineData("expect <<cp#0 BootNotification chargePointVendor=DBT", "expected <<cp#0 BootNotification chargePointVendor=DBT within 10 s")]
    [InlineData("expect answer status=Rejected", "expected an answer status=Rejected; cs answered BootNotification {\"status\":\"Accepted\"")]
    [InlineData("expect error NotSupported", "expected the error NotSupported; cs answered BootNotification")]
    [InlineData("expect no answer", "expected no answer; cs answered BootNotification")]
    [InlineData("expect no <<cp#0 BootNotification within 1s", "expected no <<cp#0 BootNotification within 1 s, and there it is")]
    [InlineData("expect connected cp#1 within 1s", "expected cp#1 to be connected within 1 s")]
    [InlineData("expect disconnected cp#0 within 1s", "expected cp#0 to be disconnected within 1 s")]
    [InlineData("send Nothing", "cp#0 refused Nothing: NotImplemented Nothing is no action of OCPP 1.6")]
    [InlineData("expect <<cp#0 StartTransacton", "'StartTransacton' is no action of OCPP 1.6; did you mean StartTransaction?")]
    [InlineData("expect <<cp#0 StartTransaction conectorId=1", "'conectorId' is no field of StartTransaction; did you mean connectorId?")]
    [InlineData("expect answer stats=Accepted", "'stats' is no field of BootNotification.conf; did you mean status?")]
    [InlineData("expect <<station Heartbeat", "'<<station': expected <<cp#ID")]
    [InlineData("expect a miracle", "expected <<cp#ID Action")]
    [InlineData("wait a moment", "'wait' is no command")]
    [InlineData("wait 5", "expected a duration such as 500ms, 20s, 5m or 1h, found '5'")]
    [InlineData("remote_rest", "'remote_rest' is no command; did you mean remote_reset?")]
    public void A_line_that_does_not_come_true_is_named(string line, string expected)
    {
        var failure = Run(Started + line);

        Assert.Equal((5, line), (failure!.Line, failure.Text));
        Assert.StartsWith(expected, failure.Why, StringComparison.Ordinal);
        Assert.StartsWith($"test:5: {line}\n  {failure.Why}\n  the last frames:\n    cp#0: >>cs [2,", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Expectations_hold_the_order_of_frames()
    {
        Assert.Null(Run(Started + "heartbeat\nexpect <<cp#0 BootNotification\nexpect <<cp#0 Heartbeat"));

        var failure = new ScriptRunTests().Run(Started + "heartbeat\nexpect <<cp#0 Heartbeat\nexpect <<cp#0 BootNotification within 1s");
        Assert.Equal(7, failure!.Line);
    }

    [Fact]
    public void A_refusal_that_the_next_line_does_not_expect_fails_at_its_own_line()
    {
        var failure = Run(Started + "set cp answer.Reset=NotSupported\nremote_reset\nheartbeat");

        Assert.Equal((6, "remote_reset"), (failure!.Line, failure.Text));
    }

    [Fact]
    public void A_violation_is_found_once()
    {
        Assert.Equal(
            "expected no violation, found 1: cp#0: SchemaFault",
            Run(Started + "expect no violation\nauthorize --force more=1\nexpect no violation\nexpect no violation")!.Why);
        Assert.Null(new ScriptRunTests().Run(Started + "heartbeat\nexpect no violation"));
    }

    [Fact]
    public void Quit_ends_a_script() => Assert.Null(Run("quit\nremote_nothing"));

    private ScriptFailure? Run(string text) =>
        _bench.Loop.Run(() => new ScriptRun(_bench.Session).RunAsync(Script.Parse("test", text)));
}
