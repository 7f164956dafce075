using System.Text;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Judging;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Tests.Unit.Central;

public sealed class ConversationTests
{
    private readonly CsmsBench _bench = new();

    [Fact]
    public void A_station_that_boots_is_accepted_and_sent_the_time()
    {
        _bench.Station.Connect();

        Assert.Equal(
            """{"status":"Accepted","currentTime":"2026-06-01T12:00:00.000Z","interval":300}""",
            _bench.Station.Call("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}"""));
        Assert.Equal("""{"currentTime":"2026-06-01T12:00:00.000Z"}""", _bench.Station.Call("Heartbeat"));
        Assert.Equal((RegistrationState.Accepted, "M"), (_bench.Known.Registration, _bench.Known.Record.Model));
        Assert.Empty(_bench.Violations);
    }

    [Fact]
    public void Before_it_is_accepted_a_station_only_boots()
    {
        _bench.Station.Connect();

        Assert.Equal("SecurityError", _bench.Station.Call("Heartbeat"));
        Assert.Equal([ViolationKind.NotAccepted], _bench.Violations);
    }

    [Fact]
    public void A_station_that_booted_once_need_not_boot_on_its_next_connection()
    {
        _bench.Station.Boot();
        _bench.Station.Disconnect();
        Assert.False(_bench.Known.IsConnected);
        _bench.Station.Connect();

        Assert.StartsWith("{\"currentTime\"", _bench.Station.Call("Heartbeat"), StringComparison.Ordinal);
        Assert.Empty(_bench.Violations);
    }

    [Fact]
    public void A_pending_station_sends_what_it_was_asked_for_and_nothing_else()
    {
        _bench.Known.BootAnswer = new BootAnswer(RegistrationState.Pending, 60);
        _bench.Station.Replies["TriggerMessage"] = new CallReply.Result("""{"status":"Accepted"}"""u8.ToArray());
        _bench.Station.Boot();
        var answer = _bench.Loop.Run(() => _bench.Known.TriggerMessageAsync(MessageTrigger.Heartbeat));

        Assert.Equal(TriggerMessageStatus.Accepted, answer.Expect().Status);
        Assert.StartsWith("{\"currentTime\"", _bench.Station.Call("Heartbeat"), StringComparison.Ordinal);
        Assert.Empty(_bench.Violations);
        Assert.Equal("SecurityError", _bench.Status("Available"));
        Assert.Equal([ViolationKind.NotAccepted], _bench.Violations);
    }

    [Fact]
    public void A_rejected_station_waits_for_its_interval()
    {
        const string Request = """{"chargePointVendor":"V","chargePointModel":"M"}""";
        _bench.Known.BootAnswer = new BootAnswer(RegistrationState.Rejected, 60);
        _bench.Station.Boot();
        _bench.Pass(60);
        Assert.Contains("\"Rejected\"", _bench.Station.Call("BootNotification", Request), StringComparison.Ordinal);
        Assert.Empty(_bench.Violations);

        _bench.Pass(50);
        _bench.Station.Call("BootNotification", Request);
        Assert.Equal([ViolationKind.BootTooEarly], _bench.Violations);
    }

    [Fact]
    public void A_new_connection_of_the_same_station_closes_the_older_one()
    {
        var news = new List<string>();
        _bench.Csms.StationConnected += station => news.Add($"+{station.Identity}");
        _bench.Csms.StationDisconnected += (station, _) => news.Add($"-{station.Identity}");
        _bench.Station.Boot();
        var second = new ScriptedStation(_bench.Loop, _bench.Network);
        second.Connect();
        _bench.Pass(1);

        Assert.Equal(LinkCloseCause.ByPeer, _bench.Station.Closed?.Cause);
        Assert.True(_bench.Known.IsConnected);
        Assert.StartsWith("{\"currentTime\"", second.Call("Heartbeat"), StringComparison.Ordinal);
        Assert.Equal(["+CP1", "-CP1", "+CP1"], news);
    }

    [Fact]
    public void Every_frame_is_reported_with_the_action_it_belongs_to()
    {
        var log = new List<TracedMessage>();
        _bench.Csms.MessageTraced += log.Add;
        _bench.Station.Boot();
        _bench.Loop.Run(() => _bench.Known.ResetAsync(ResetType.Soft));
        _bench.Station.Call("Unheard");

        Assert.Equal(
            [
                (FrameDirection.Received, FrameType.Call, "BootNotification"), (FrameDirection.Sent, FrameType.CallResult, "BootNotification"),
                (FrameDirection.Sent, FrameType.Call, "Reset"), (FrameDirection.Received, FrameType.CallResult, "Reset"),
                (FrameDirection.Received, FrameType.Call, "Unheard"), (FrameDirection.Sent, FrameType.CallError, "Unheard"),
            ],
            log.Select(message => (message.Direction, message.Type, message.Action)));
        Assert.Equal("""{"type":"Soft"}""", Encoding.UTF8.GetString(log[2].Payload.Span));
        Assert.Equal("NotImplemented", log[5].ErrorCode);
    }

    [Fact]
    public void Commands_reach_the_station_typed_or_as_text()
    {
        _bench.Station.Boot();
        _bench.Station.Replies["ChangeConfiguration"] = new CallReply.Result("""{"status":"NotSupported"}"""u8.ToArray());
        _bench.Station.Replies["ClearCache"] = new CallReply.Error(ErrorCode.NotSupported, "no cache");

        var change = _bench.Loop.Run(() => _bench.Known.ChangeConfigurationAsync("Key", "1"));
        var text = _bench.Loop.Run(() => _bench.Known.CallAsync("Whatever", """{"a":1}"""u8.ToArray()));
        var clear = _bench.Loop.Run(() => _bench.Known.ClearCacheAsync());

        Assert.Equal(ConfigurationStatus.NotSupported, change.Expect().Status);
        Assert.IsType<CallOutcome.Result>(text);
        Assert.Null(clear.Response);
        Assert.Equal("ClearCache was not answered: NotSupported no cache.", Assert.Throws<InvalidOperationException>(() => clear.Expect()).Message);
        Assert.Equal(
            ["""ChangeConfiguration {"key":"Key","value":"1"}""", """Whatever {"a":1}""", "ClearCache {}"], _bench.Station.CallsReceived);
        Assert.Empty(_bench.Violations);
    }

    [Fact]
    public void A_command_to_a_station_that_is_not_connected_is_not_sent()
    {
        Assert.Equal(new CallOutcome.LinkLost(Sent: false), _bench.Loop.Run(() => _bench.Known.ClearCacheAsync()).Outcome);
    }

    [Fact]
    public void A_station_must_answer_by_the_schema()
    {
        _bench.Station.Boot();
        _bench.Station.Replies["Reset"] = new CallReply.Result("""{"status":"Accepted","more":1}"""u8.ToArray());

        Assert.Equal(ResetStatus.Accepted, _bench.Loop.Run(() => _bench.Known.ResetAsync(ResetType.Hard)).Expect().Status);
        Assert.Equal([ViolationKind.SchemaFault], _bench.Violations);
        Assert.StartsWith("Reset.conf: $.more", _bench.Judge.Violations[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_is_transferred_to_registered_vendors()
    {
        _bench.Station.Boot();
        Assert.Equal("""{"status":"UnknownVendorId"}""", _bench.Station.Call("DataTransfer", """{"vendorId":"V"}"""));

        _bench.Binding.DataTransfer.Register(
            "V", (station, request) => new DataTransferResponse { Status = DataTransferStatus.Accepted, Data = $"{station.Identity} {request.Data}" });
        Assert.Equal("""{"status":"Accepted","data":"CP1 d"}""", _bench.Station.Call("DataTransfer", """{"vendorId":"v","data":"d"}"""));
    }

    [Theory]
    [InlineData(Strictness.Lenient, """{"idTag":"A","extra":1}""", """{"idTagInfo":{"status":"Accepted"}}""")]
    [InlineData(Strictness.Strict, """{"idTag":"A","extra":1}""", "FormationViolation")]
    [InlineData(Strictness.Lenient, "{}", "OccurenceConstraintViolation")]
    [InlineData(Strictness.Lenient, """{"idTag":"123456789012345678901"}""", """{"idTagInfo":{"status":"Accepted"}}""")]
    [InlineData(Strictness.Strict, """{"idTag":"123456789012345678901"}""", "TypeConstraintViolation")]
    public void What_breaks_its_schema_is_reported_and_answered_as_far_as_it_can_be_read(Strictness strictness, string payload, string expected)
    {
        var bench = new CsmsBench(new CsmsOptions { Strictness = strictness });
        bench.Station.Boot();

        Assert.Equal(expected, bench.Station.Call("Authorize", payload));
        Assert.Equal([ViolationKind.SchemaFault], bench.Violations);
    }

    [Fact]
    public void Actions_that_no_station_calls_are_refused()
    {
        _bench.Station.Boot();

        Assert.Equal("NotImplemented", _bench.Station.Call("Nothing"));
        Assert.Equal("NotSupported", _bench.Station.Call("Reset", """{"type":"Hard"}"""));
        Assert.Equal([ViolationKind.UnknownAction, ViolationKind.UnknownAction], _bench.Violations);
    }

    [Fact]
    public void A_second_call_before_the_answer_is_reported()
    {
        _bench.Station.Boot();
        _bench.Behaviour.Stall();
        var first = _bench.Station.Begin("Heartbeat");
        var second = _bench.Station.Begin("Heartbeat");
        _bench.Pass(1);
        Assert.Equal([ViolationKind.SecondCall], _bench.Violations);

        _bench.Loop.Run(_bench.Behaviour.Resume);
        _bench.Pass(1);
        Assert.True(first.IsCompletedSuccessfully && second.IsCompletedSuccessfully);
        Assert.Equal("Heartbeat is not answered yet", Assert.Single(_bench.Judge.Violations).Description);
    }

    [Fact]
    public void A_call_after_the_station_gave_the_one_before_up_is_none_too_early()
    {
        _bench.Station.Boot();
        _bench.Behaviour.LeaveNextUnanswered("Heartbeat");
        Assert.Equal("TimedOut", ScriptedStation.Describe(_bench.Loop.Run(() => _bench.Station.Begin("Heartbeat", timeoutSeconds: 10))));

        _bench.Station.Call("Heartbeat");
        Assert.Empty(_bench.Violations);
    }

    [Fact]
    public void What_is_no_frame_is_reported()
    {
        _bench.Station.Boot();
        _bench.Station.Send("nonsense");
        _bench.Station.Send("""[2,"1","Heartbeat"]""");
        _bench.Station.Send("""[3,"unknown",{}]""");

        Assert.Equal([ViolationKind.UnreadableFrame, ViolationKind.UnreadableFrame, ViolationKind.ForeignAnswer], _bench.Violations);
        Assert.Equal("nonsense", _bench.Judge.Violations[0].Frame);
    }

    [Fact]
    public void A_message_id_serves_once_on_a_connection()
    {
        _bench.Station.Boot();
        _bench.Station.Send("""[2,"1","Heartbeat",{}]""");
        _bench.Station.Send("""[2,"1","Heartbeat",{}]""");
        Assert.Equal([ViolationKind.RepeatedMessageId], _bench.Violations);

        _bench.Station.Disconnect();
        _bench.Station.Connect();
        _bench.Station.Send("""[2,"1","Heartbeat",{}]""");
        Assert.Single(_bench.Judge.Violations);
    }

    [Fact]
    public void Violations_are_kept_up_to_a_limit_and_all_reported()
    {
        var bench = new CsmsBench(judgeOptions: new JudgeOptions { MaxViolations = 2 });
        var raised = 0;
        bench.Judge.ViolationFound += _ => raised++;
        bench.Station.Boot();
        for (var count = 0; count < 5; count++)
        {
            bench.Station.Call("Nothing");
        }

        Assert.Equal((2, 5), (bench.Judge.Violations.Count, raised));
    }
}
