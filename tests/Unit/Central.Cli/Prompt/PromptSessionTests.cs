using System.Text;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Tests.Unit.CentralCli.Prompt;

public sealed class PromptSessionTests
{
    private readonly PromptBench _bench = new();

    [Fact]
    public void A_first_session_reads_as_it_always_did()
    {
        _bench.Type("start_cs 9000", "start_cp ws://localhost:9000 0", "bootnotification chargePointVendor=\"DBT\" chargePointModel=\"NQC-ACDC\"",
            "remote_reset type=\"Soft\"");

        Assert.Equal(
            [
                "[2026-06-01 12:00:00] CentralSystem started.",
                "[2026-06-01 12:00:00] cs: Server is listening on port 9000",
                "[2026-06-01 12:00:01] ChargePoint #0 started.",
                "[2026-06-01 12:00:01] cs: ChargePoint #0 connected from 127.0.0.1.",
                "[2026-06-01 12:00:01] cp#0: Connected to CentralSystem.",
            ],
            _bench.Lines.Take(5));
        Assert.Equal(
            [
                """cp#0: >>cs [2,"ID","BootNotification",{"chargePointSerialNumber":"1","firmwareVersion":"1.0","meterType":"none","""
                    + "\"chargePointVendor\":\"DBT\",\"chargePointModel\":\"NQC-ACDC\"}]",
                """cs: <<cp#0 [2,"ID","BootNotification",{"chargePointSerialNumber":"1","firmwareVersion":"1.0","meterType":"none","""
                    + "\"chargePointVendor\":\"DBT\",\"chargePointModel\":\"NQC-ACDC\"}]",
                """cs: >>cp#0 [3,"ID",{"status":"Accepted","currentTime":"2026-06-01T12:00:02.000Z","interval":300}]""",
                """cp#0: <<cs [3,"ID",{"status":"Accepted","currentTime":"2026-06-01T12:00:02.000Z","interval":300}]""",
                """cs: >>cp#0 [2,"ID","Reset",{"type":"Soft"}]""",
                """cp#0: <<cs [2,"ID","Reset",{"type":"Soft"}]""",
                """cp#0: >>cs [3,"ID",{"status":"Accepted"}]""",
                """cs: <<cp#0 [3,"ID",{"status":"Accepted"}]""",
            ],
            _bench.Lines.Skip(5).Select(PromptBench.Plain));
    }

    [Theory]
    [InlineData("remote_starttransaction", "RemoteStartTransaction", """{"connectorId":1,"idTag":"044943121F1D80"}""")]
    [InlineData("remote_remotestarttransaction connectorId=2", "RemoteStartTransaction", """{"idTag":"044943121F1D80","connectorId":2}""")]
    [InlineData("remote_remote_start_transaction idTag=1234", "RemoteStartTransaction", """{"connectorId":1,"idTag":"1234"}""")]
    [InlineData("remote_changeconfiguration key=AllowOfflineTx value=true", "ChangeConfiguration", """{"key":"AllowOfflineTx","value":"true"}""")]
    [InlineData("remote_changeconfiguration key=A value='two words'", "ChangeConfiguration", """{"key":"A","value":"two words"}""")]
    [InlineData("remote_getconfiguration", "GetConfiguration", "{}")]
    [InlineData("remote_getconfiguration key=A,B", "GetConfiguration", """{"key":["A","B"]}""")]
    [InlineData("remote_getconfiguration key=[\"A\", \"B\"]", "GetConfiguration", """{"key":["A","B"]}""")]
    [InlineData("remote_starttransaction connectorId=null", "RemoteStartTransaction", """{"idTag":"044943121F1D80"}""")]
    [InlineData("remote_clearchargingprofile stackLevel=2", "ClearChargingProfile", """{"stackLevel":2}""")]
    [InlineData("remote_sendlocallist listVersion=1 updateType=Full localAuthorizationList[0].idTag=A localAuthorizationList[0].idTagInfo.status=Blocked",
        "SendLocalList", """{"listVersion":1,"updateType":"Full","localAuthorizationList":[{"idTag":"A","idTagInfo":{"status":"Blocked"}}]}""")]
    [InlineData("remote_reset --remote-id 0 type=Hard", "Reset", """{"type":"Hard"}""")]
    [InlineData("remote_reset --force type=Sometimes more=1 deep.down=true", "Reset", """{"type":"Sometimes","more":1,"deep":{"down":true}}""")]
    [InlineData("send Whatever {\"a\": [1, 2]}", "Whatever", """{"a": [1, 2]}""")]
    [InlineData("send --remote-id 0 ClearCache", "ClearCache", "{}")]
    public void A_command_says_what_the_central_system_sends(string line, string action, string payload)
    {
        _bench.Type("start_cs 9000", "start_cp ws://localhost:9000 0");

        Assert.Contains($"cs: >>cp#0 [2,\"ID\",\"{action}\",{payload.Replace(": [", ":[").Replace("1, 2", "1,2")}]", _bench.Answer(line));
    }

    [Theory]
    [InlineData("heartbeat", "Heartbeat", "{}")]
    [InlineData("authorize --id 0 idTag=\"A\"", "Authorize", """{"idTag":"A"}""")]
    [InlineData("metervalues connectorId=2 meterValue[0].sampledValue[0].value=7 meterValue[0].timestamp=2026-06-01T00:00:00Z", "MeterValues",
        """
        {"meterValue":[{"sampledValue":[{"context":"Sample.Periodic","measurand":"Energy.Active.Import.Register","unit":"Wh","value":"7"}],"timestamp":"2026-06-01T00:00:00Z"}],"connectorId":2}
        """)]
    [InlineData("statusnotification status=Charging", "StatusNotification",
        """{"connectorId":1,"errorCode":"NoError","timestamp":"2026-06-01T12:00:02.000Z","status":"Charging"}""")]
    [InlineData("send_raw --id 0 [2,\"7\",\"Nothing\",{}]", "Nothing", "{}")]
    public void A_command_says_what_a_charge_point_sends(string line, string action, string payload)
    {
        _bench.Type("start_cs 9000", "start_cp ws://localhost:9000 0");

        Assert.Contains(_bench.Answer(line), said => said.Replace("\"7\",", "\"ID\",") == $"cp#0: >>cs [2,\"ID\",\"{action}\",{payload}]");
    }

    [Theory]
    [InlineData("send_raw --id 0 {oops", "{oops")]
    [InlineData("send_raw --id 0 [2,\"7\",  \"A\",{}", "[2,\"7\",  \"A\",{}")]
    [InlineData("  send_raw --id 0   it's \"  ", "it's \"  ")]
    public void What_is_sent_raw_is_sent_as_it_is_typed(string line, string expected)
    {
        _bench.Type("start_cs 9000", "start_cp ws://localhost:9000 0", line);

        Assert.Equal(expected, Encoding.UTF8.GetString(_bench.Session.Frames.From(0).First().Frame.Frame.Span));
    }

    [Theory]
    [InlineData("remote_rest", "'remote_rest' is no command; did you mean remote_reset?; 'help' lists them")]
    [InlineData("remote_reset typ=Soft", "remote_reset: 'typ' is no field of Reset; did you mean type? (it has type)")]
    [InlineData("remote_reset type=soft", "remote_reset: type: expected one of: Hard, Soft, found 'soft'; did you mean Soft?")]
    [InlineData("remote_reset type={}", "remote_reset: type: expected one of: Hard, Soft, found an object (--force sends it all the same)")]
    [InlineData("remote_reset type={", "type={...: what is opened there is not closed")]
    [InlineData("remote_sendlocallist listVersion=1 updateType=Full localAuthorizationList={oops}",
        "remote_sendlocallist: localAuthorizationList: expected JSON; it breaks at character 2 of its value")]
    [InlineData("remote_unlockconnector connectorId=one",
        "remote_unlockconnector: connectorId: expected a whole number, found the text \"one\" (--force sends it all the same)")]
    [InlineData("remote_unlockconnector connectorId.deep=1",
        "remote_unlockconnector: 'deep' is no field of UnlockConnector (it has none)")]
    [InlineData("remote_changeconfiguration key=A", "remote_changeconfiguration: value: missing; expected a text of 500 characters at most (--force sends it all the same)")]
    [InlineData("remote_sendlocallist listVersion=1 updateType=Full localAuthorizationList[1].idTag=A",
        "remote_sendlocallist: localAuthorizationList[1].idTag: expected no [1] there; a list is counted from [0] without gaps")]
    [InlineData("remote_reset --remot-id 0", "remote_reset: there is no option '--remot-id'; did you mean --remote-id?")]
    [InlineData("remote_reset Soft", "remote_reset: expected name=value, found 'Soft'")]
    [InlineData("remote_reset --remote-id 9", "remote_reset: --remote-id: expected one of: 0, found '9'")]
    [InlineData("heartbeat --id 9", "heartbeat: --id: expected one of: 0, found '9'")]
    [InlineData("remote_reset --remote-id", "remote_reset: --remote-id: expected a value behind it")]
    [InlineData("send Reset {oops", "{oops...: what is opened there is not closed")]
    [InlineData("send Reset oops", "send: expected JSON behind the action; it breaks at character 1 (send_raw sends anything)")]
    [InlineData("start_cs 9001", "start_cs: a central system is running on port 9000 already")]
    [InlineData("start_cp ws://localhost 0", "start_cp: a charge point '0' is running already")]
    [InlineData("start_cp http://localhost 1", "start_cp: expected an address that begins with ws:// or wss://")]
    [InlineData("start_cp http://localhost 1 -t soap", "start_cp: -t soap: SOAP is not there yet; expected -t websocket, or no -t")]
    [InlineData("start_cp http://localhost 1 -f http://a", "start_cp: -f http://a: SOAP is not there yet; expected -t websocket, or no -f")]
    [InlineData("start_cp ws://localhost 1 -p ocpp1.5", "start_cp: -p ocpp1.5 is not there yet; expected ocpp1.6")]
    [InlineData("set cs heartbeat=1", "set cs: 'heartbeat' is no setting; expected one of: websocket_ping_interval, heartbeat_interval, boot, print_xml")]
    [InlineData("set cs boot=Perhaps", "set cs: boot: expected Accepted, Pending or Rejected, found 'Perhaps'")]
    [InlineData("set cp answer.Rest={}", "'Rest' is no action of OCPP 1.6; did you mean Reset?")]
    [InlineData("set cp answer.Reset=NotSuported", "set cp: answer.Reset: expected a JSON object, null, or one of: ")]
    [InlineData("help remote_rest", "help: 'remote_rest' is no command; did you mean remote_reset?")]
    public void What_is_wrong_is_said_before_anything_is_sent(string line, string expected)
    {
        _bench.Type("start_cs 9000", "start_cp ws://localhost:9000 0");

        Assert.StartsWith(expected, _bench.Refusal(line), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_charge_points_one_is_to_be_named()
    {
        _bench.Type("start_cs 9000", "start_cp ws://localhost:9000 0", "start_cp ws://localhost:9000 1");

        Assert.Equal("remote_reset: several charge points are there, expected --remote-id with one of: 0, 1", _bench.Refusal("remote_reset"));
        Assert.Equal("heartbeat: several charge points are there, expected --id with one of: 0, 1", _bench.Refusal("heartbeat"));
        Assert.Contains("""cs: >>cp#1 [2,"ID","Reset",{"type":"Soft"}]""", _bench.Answer("remote_reset --remote-id 1"));
        Assert.Contains("""cp#1: >>cs [2,"ID","Heartbeat",{}]""", _bench.Answer("heartbeat --id=1"));
        Assert.Equal(["cs: connected: cp#0, cp#1", "cp#0: connected", "cp#1: connected"], _bench.Answer("list"));
    }

    [Fact]
    public void Nobody_is_there_at_first()
    {
        Assert.Equal("remote_reset: no central system is running; start one with 'start_cs <port>'", _bench.Refusal("remote_reset"));
        Assert.Equal("heartbeat: no charge point is running here; start one with 'start_cp <url> <id>'", _bench.Refusal("heartbeat"));
        Assert.Equal("remote_reset: no charge point is connected", _bench.Type("start_cs 9000 -i 60 -u /ocpp -p ocpp1.5,ocpp1.6").Refusal("remote_reset"));
        Assert.Equal((9000, TimeSpan.FromMinutes(1)), (_bench.CentralSystem.Start!.Port, _bench.CentralSystem.Start.PingInterval));
    }

    [Fact]
    public void A_transaction_is_stopped_by_the_id_that_it_was_given()
    {
        _bench.Type("start_cs 9000", "start_cp ws://localhost:9000 0", "bootnotification", "starttransaction", "stoptransaction", "starttransaction");

        Assert.Contains("""cs: >>cp#0 [2,"ID","RemoteStopTransaction",{"transactionId":2}]""", _bench.Answer("remote_stoptransaction"));
        Assert.Contains("""cs: >>cp#0 [2,"ID","RemoteStopTransaction",{"transactionId":7}]""", _bench.Answer("remote_stoptransaction transactionId=7"));
        Assert.Contains("\"transactionId\":2", _bench.Answer("stoptransaction")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_charge_point_answers_as_it_is_set_to()
    {
        _bench.Type("start_cs 9000", "start_cp ws://localhost:9000 0", "set cp answer.Reset={\"status\": \"Rejected\"} answer.ClearCache=NotSupported");

        Assert.Contains("""cp#0: >>cs [3,"ID",{"status":"Rejected"}]""", _bench.Answer("remote_reset"));
        Assert.Contains("""cs: cp#0 refused ClearCache: NotSupported set at the prompt""", _bench.Answer("remote_clearcache"));
        Assert.Contains("""cp#0: >>cs [3,"ID",{"status":"Accepted"}]""", _bench.Type("set cp answer.Reset=null").Answer("remote_reset"));
        Assert.Contains("""cp#0: >>cs [4,"ID","NotImplemented","Nothing is no action of OCPP 1.6",{}]""", _bench.Answer("send Nothing"));
        Assert.Contains(_bench.Answer("send Reset {}"), line => line.Contains("OccurenceConstraintViolation", StringComparison.Ordinal));
        Assert.Contains(_bench.Answer("send Heartbeat"), line => line.Contains("NotSupported", StringComparison.Ordinal));
    }

    [Fact]
    public void A_triggered_message_is_sent()
    {
        _bench.Type("start_cs 9000", "start_cp ws://localhost:9000 0", "bootnotification");
        var answer = _bench.Answer("remote_triggermessage requestedMessage=StatusNotification connectorId=2");

        Assert.Contains("""cs: <<cp#0 [3,"ID",{"status":"Accepted"}]""", answer);
        Assert.Contains(answer, line => line.StartsWith("cs: <<cp#0 [2,\"ID\",\"StatusNotification\",{\"connectorId\":2,", StringComparison.Ordinal));
    }

    [Fact]
    public void Boots_are_answered_as_it_is_set()
    {
        _bench.Type("start_cs 9000", "start_cp ws://localhost:9000 0", "set cs heartbeat_interval=7 boot=Pending websocket_ping_interval=120 print_xml=true");

        Assert.Contains(_bench.Answer("bootnotification"), line => line.EndsWith("\"interval\":7}]", StringComparison.Ordinal) && line.Contains("Pending"));
        Assert.Equal(TimeSpan.FromMinutes(2), _bench.CentralSystem.PingInterval);
        Assert.Equal(RegistrationState.Pending, _bench.CentralSystem.Csms.Station("0").Registration);
        Assert.Equal(["print_xml has no effect without SOAP"], _bench.Answer("set cp print_xml=true websocket_ping_interval=60"));
    }

    [Fact]
    public void A_charge_point_dials_again_when_its_line_is_cut()
    {
        _bench.Type("start_cs 9000", "start_cp ws://localhost:9000 0");
        _bench.Loop.Run(_bench.Networks["0"].Cut);
        _bench.Loop.RunFor(TimeSpan.FromSeconds(5));
        Assert.Contains("cp#0: not connected", _bench.Answer("list"));
        Assert.Contains("cp#0: Heartbeat was not sent: cs is not connected", _bench.Answer("heartbeat"));

        _bench.Loop.Run(_bench.Networks["0"].Restore);
        _bench.Loop.RunFor(TimeSpan.FromSeconds(60));
        Assert.Contains("cp#0: connected", _bench.Answer("list"));
    }

    [Fact]
    public void What_was_stopped_stays_away()
    {
        _bench.Type("start_cs 9000", "start_cp ws://localhost:9000 0", "stop_cp");
        _bench.Loop.RunFor(TimeSpan.FromMinutes(5));

        Assert.Equal(["cs: no charge point is connected"], _bench.Answer("list"));
        Assert.Equal(["CentralSystem stopped."], _bench.Answer("stop_cs"));
    }

    [Fact]
    public void Secrets_are_not_printed()
    {
        _bench.Type("start_cs 9000", "start_cp ws://localhost:9000 0", "remote_changeconfiguration key=AuthorizationKey value=0123456789ABCDEF");

        Assert.DoesNotContain(_bench.Lines, line => line.Contains("0123456789ABCDEF", StringComparison.Ordinal));
    }

    [Fact]
    public void Help_names_every_action_and_its_arguments()
    {
        var overview = Assert.Single(_bench.Answer("help"));
        Assert.Contains("  remote_remotestarttransaction [connectorId=] idTag= [chargingProfile=]\n", overview, StringComparison.Ordinal);
        Assert.Contains("  heartbeat\n", overview, StringComparison.Ordinal);

        Assert.Equal(
            ["remote_reset [--remote-id ID] [--force] [argument=value ...]\n  sends Reset.req, profile Core\n  type  Hard|Soft, required"],
            _bench.Answer("help remote_reset"));
        Assert.Contains("idTagInfo  object, optional\n      status  Accepted|", Assert.Single(_bench.Answer("help remote_sendlocallist")), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_lines_and_comments_do_nothing_and_quit_ends() =>
        Assert.True(_bench.Type("", "   ", "# heartbeat", "quit").Session.IsEnded && _bench.Lines.Count == 0);
}
