using System.Text;
using System.Text.Json;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Tests.Unit.Ocpp;

public sealed class RpcPeerTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly RecordedLink _link = new();
    private readonly List<RpcIncident> _incidents = [];
    private readonly List<string> _carriedOut = [];
    private Func<IncomingCall, Task<CallReply>> _handler = _ => Task.FromResult<CallReply>(new CallReply.Result(default));

    [Fact]
    public void A_call_goes_out_and_its_answer_comes_back()
    {
        var peer = Open();
        var call = Call(peer, "Heartbeat");
        var (type, id, action, payload) = SentCall(0);

        _loop.Run(() => _link.Receive($$"""[3,"{{id}}",{"currentTime":"now"}]"""));

        Assert.Equal((2, "Heartbeat", "{}"), (type, action, payload));
        Assert.Equal(36, id.Length);
        Assert.Equal("""{"currentTime":"now"}""", Text(Assert.IsType<CallOutcome.Result>(Outcome(call)).Payload));
    }

    [Fact]
    public void A_call_waits_until_the_one_before_it_is_answered()
    {
        var peer = Open();
        var first = Call(peer, "First");
        var second = Call(peer, "Second");
        var third = Call(peer, "Third");
        Assert.Single(_link.Sent);

        _loop.Run(() => _link.Receive($$"""[3,"{{SentCall(0).Id}}",{}]"""));
        _loop.Run(() => _link.Receive($$"""[4,"{{SentCall(1).Id}}","NotSupported","",{}]"""));

        Assert.Equal(["First", "Second", "Third"], Enumerable.Range(0, 3).Select(index => SentCall(index).Action));
        Assert.IsType<CallOutcome.Result>(Outcome(first));
        Assert.Equal(ErrorCode.NotSupported, Assert.IsType<CallOutcome.Error>(Outcome(second)).Code);
        Assert.False(third.IsCompleted);
    }

    [Fact]
    public void As_many_calls_wait_for_answers_as_the_option_says()
    {
        var peer = Open(new RpcOptions { MaxOutstanding = 2 });
        var first = Call(peer, "First");
        var second = Call(peer, "Second");
        Call(peer, "Third");
        Assert.Equal(2, _link.Sent.Count);

        _loop.Run(() => _link.Receive($$"""[3,"{{SentCall(1).Id}}",{}]"""));

        Assert.Equal(3, _link.Sent.Count);
        Assert.True(second.IsCompleted);
        Assert.False(first.IsCompleted);
    }

    [Fact]
    public void A_call_times_out_from_the_moment_it_went_out()
    {
        var peer = Open();
        var first = Call(peer, "First");
        var second = Call(peer, "Second");

        _loop.RunFor(Timeout);
        Assert.IsType<CallOutcome.TimedOut>(Outcome(first));
        Assert.False(second.IsCompleted);

        _loop.RunFor(Timeout);
        Assert.IsType<CallOutcome.TimedOut>(Outcome(second));
    }

    [Fact]
    public void Late_and_foreign_answers_are_dropped_and_reported()
    {
        var peer = Open();
        Call(peer, "First");
        _loop.RunFor(Timeout);
        var second = Call(peer, "Second");

        _loop.Run(() => _link.Receive($$"""[3,"{{SentCall(0).Id}}",{}]"""));
        _loop.Run(() => _link.Receive("""[4,"nobody's","GenericError","",{}]"""));

        Assert.False(second.IsCompleted);
        Assert.Equal([RpcIncidentKind.LateAnswer, RpcIncidentKind.ForeignAnswer], _incidents.Select(incident => incident.Kind));
    }

    [Theory]
    [InlineData("""[3,"ID",[]]""")]
    [InlineData("""[3,"ID"]""")]
    [InlineData("""[3,"ID",{"transactionId":,}]""")]
    [InlineData("""[4,"ID"]""")]
    public void An_unreadable_answer_settles_its_call(string answer)
    {
        var peer = Open();
        var call = Call(peer, "StartTransaction");

        _loop.Run(() => _link.Receive(answer.Replace("ID", SentCall(0).Id)));

        Assert.IsType<CallOutcome.Unreadable>(Outcome(call));
    }

    [Fact]
    public void A_lost_link_settles_every_call_and_says_which_were_sent()
    {
        var peer = Open();
        var sent = Call(peer, "Sent");
        var waiting = Call(peer, "Waiting");

        _loop.Run(_link.Lose);
        var afterwards = Call(peer, "Afterwards");

        Assert.Equal(new CallOutcome.LinkLost(Sent: true), Outcome(sent));
        Assert.Equal(new CallOutcome.LinkLost(Sent: false), Outcome(waiting));
        Assert.Equal(new CallOutcome.LinkLost(Sent: false), Outcome(afterwards));
        Assert.True(peer.IsClosed);
        Assert.Single(_link.Sent);
    }

    [Fact]
    public void A_call_is_answered_while_our_own_waits()
    {
        var peer = Open();
        Call(peer, "Ours");

        _loop.Run(() => _link.Receive("""[2,"theirs","Reset",{"type":"Soft"}]"""));

        Assert.Equal("""[3,"theirs",{}]""", _link.Sent[1]);
    }

    [Fact]
    public void A_handler_may_call_back_before_it_answers()
    {
        RpcPeer peer = null!;
        _handler = async call =>
        {
            var outcome = await peer.CallAsync("Authorize", default, Timeout);
            return new CallReply.Result(((CallOutcome.Result)outcome).Payload.ToArray());
        };
        peer = Open();

        _loop.Run(() => _link.Receive("""[2,"theirs","RemoteStartTransaction",{}]"""));
        _loop.Run(() => _link.Receive($$"""[3,"{{SentCall(0).Id}}",{"a":1}]"""));

        Assert.Equal("""[3,"theirs",{"a":1}]""", _link.Sent[1]);
    }

    [Fact]
    public void Calls_are_carried_out_one_at_a_time_and_each_is_answered()
    {
        _handler = async call =>
        {
            _carriedOut.Add("begin " + call.Action);
            await Task.Delay(TimeSpan.FromSeconds(1), _loop.Time);
            _carriedOut.Add("end " + call.Action);
            return new CallReply.Result(default);
        };
        Open();

        _loop.Run(() => _link.Receive("""[2,"1","A",{}]"""));
        _loop.Run(() => _link.Receive("""[2,"2","B",{}]"""));
        _loop.RunFor(TimeSpan.FromSeconds(5));

        Assert.Equal(["begin A", "end A", "begin B", "end B"], _carriedOut);
        Assert.Equal(["""[3,"1",{}]""", """[3,"2",{}]"""], _link.Sent);
    }

    [Fact]
    public void A_message_id_in_flight_is_not_taken_twice()
    {
        var answer = new TaskCompletionSource<CallReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _handler = call =>
        {
            _carriedOut.Add(call.Action);
            return answer.Task;
        };
        Open();

        _loop.Run(() => _link.Receive("""[2,"1","A",{}]"""));
        _loop.Run(() => _link.Receive("""[2,"1","B",{}]"""));
        _loop.Run(() => answer.SetResult(new CallReply.Result(default)));

        Assert.Equal(["A"], _carriedOut);
        Assert.StartsWith("""[4,"1","ProtocolError",""", _link.Sent[0]);
        Assert.Equal("""[3,"1",{}]""", _link.Sent[1]);
    }

    [Fact]
    public void A_failing_handler_answers_InternalError_and_gives_nothing_away()
    {
        _handler = _ => throw new InvalidOperationException("secret");
        Open();

        _loop.Run(() => _link.Receive("""[2,"1","A",{}]"""));

        Assert.Equal("""[4,"1","InternalError","",{}]""", _link.Sent.Single());
        Assert.Equal("secret", _incidents.Single().Cause!.Message);
    }

    [Fact]
    public void What_must_come_second_comes_after_the_answer()
    {
        _handler = _ => Task.FromResult<CallReply>(new CallReply.Result(default) { AfterSent = () => _carriedOut.Add($"after {_link.Sent.Count}") });
        Open();

        _loop.Run(() => _link.Receive("""[2,"1","Reset",{}]"""));

        Assert.Equal(["after 1"], _carriedOut);
    }

    [Fact]
    public void What_must_come_second_does_not_come_when_the_answer_could_not_be_sent()
    {
        var answer = new TaskCompletionSource<CallReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _handler = _ => answer.Task;
        Open();

        _loop.Run(() => _link.Receive("""[2,"1","Reset",{}]"""));
        _loop.Run(_link.Lose);
        _loop.Run(() => answer.SetResult(new CallReply.Result(default) { AfterSent = () => _carriedOut.Add("after") }));

        Assert.Empty(_carriedOut);
        Assert.Empty(_link.Sent);
    }

    [Fact]
    public void A_handler_may_stay_silent()
    {
        _handler = _ => Task.FromResult(CallReply.None);
        Open();

        _loop.Run(() => _link.Receive("""[2,"1","A",{}]"""));

        Assert.Empty(_link.Sent);
    }

    [Theory]
    [InlineData("""[2,"1","Reset"]""", """[4,"1","FormationViolation",""")]
    [InlineData("""[2,"1","Reset",[]]""", """[4,"1","FormationViolation",""")]
    [InlineData("""[2,"0123456789012345678901234567890123456","Reset",{}]""", """[4,"0123456789012345678901234567890123456","ProtocolError",""")]
    public void A_broken_call_is_answered_and_not_carried_out(string call, string answer)
    {
        _handler = _ => throw new InvalidOperationException("must not be called");
        Open();

        _loop.Run(() => _link.Receive(call));

        Assert.StartsWith(answer, _link.Sent.Single());
        Assert.Equal(RpcIncidentKind.UnreadableFrame, _incidents.Single().Kind);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("-7", "-7")]
    [InlineData("1.50", "1.50")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("\" 1 \"", "\" 1 \"")]
    public void A_call_is_carried_out_and_its_id_comes_back_as_it_went(string id, string answered)
    {
        var departed = new List<string>();
        Open().Deviated += found => departed.AddRange(found.Select(deviation => deviation.Member));

        _loop.Run(() => _link.Receive($"[2,{id},\"Reset\",{{}}]"));

        Assert.Equal($"[3,{answered},{{}}]", _link.Sent.Single());
        Assert.Empty(_incidents);
        Assert.Equal(id[0] == '"' ? [] : ["messageId"], departed);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("\"\\ud800\"")]
    public void A_call_whose_id_cannot_be_repeated_is_refused_under_the_unknown_id(string id)
    {
        _handler = _ => throw new InvalidOperationException("must not be called");
        Open();

        _loop.Run(() => _link.Receive($"[2,{id},\"Reset\",{{}}]"));

        Assert.StartsWith("[4,\"-1\",\"ProtocolError\",\"expected a text as message id, found ", _link.Sent.Single(), StringComparison.Ordinal);
        Assert.Equal(RpcIncidentKind.UnreadableFrame, _incidents.Single().Kind);
    }

    [Fact]
    public void A_broken_call_with_a_number_for_an_id_is_refused_under_it()
    {
        Open();

        _loop.Run(() => _link.Receive("""[2,7,"Reset"]"""));

        Assert.StartsWith("[4,7,\"FormationViolation\",", _link.Sent.Single());
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over_and_reported()
    {
        var departed = new List<string>();
        Open().Deviated += found => departed.AddRange(found.Select(deviation => deviation.Member));

        _loop.Run(() => _link.Receive("\ufeff[2,\"1\",\"Reset\",{}]"));

        Assert.Equal("""[3,"1",{}]""", _link.Sent.Single());
        Assert.Equal(["byteOrderMark"], departed);
    }

    [Theory]
    [InlineData("""[2,"1","DataTransfer",{"data":""", """[4,"1","FormationViolation","a message of more than 1048576 bytes",{}]""")]
    [InlineData("""[2,17,"DataTransfer",{"data":""", """[4,17,"FormationViolation","a message of more than 1048576 bytes",{}]""")]
    [InlineData("""[3,"1",{"data":""", null)]
    [InlineData("xxxxxxx", null)]
    public void A_call_over_the_limit_is_refused(string head, string? answer)
    {
        Open();

        _loop.Run(() => _link.Refuse(FrameParser.TooLong(Encoding.UTF8.GetBytes((head + "\"").PadRight(FrameParser.MaxHeadBytes, 'x')))));

        Assert.Equal(answer is null ? [] : [answer], _link.Sent);
        Assert.Equal(RpcIncidentKind.UnreadableFrame, _incidents.Single().Kind);
    }

    [Fact]
    public void An_answer_over_the_limit_is_unreadable()
    {
        var call = Call(Open(), "A");
        var id = SentCall(0).Id;

        _loop.Run(() => _link.Refuse(FrameParser.TooLong(Encoding.UTF8.GetBytes($"[3,\"{id}\",{{\"data\":\"xxxx"))));

        Assert.IsType<CallOutcome.Unreadable>(Outcome(call));
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("""[9,"1","Reset",{}]""")]
    public void What_cannot_be_answered_is_dropped_and_reported(string text)
    {
        Open();

        _loop.Run(() => _link.Receive(text));

        Assert.Empty(_link.Sent);
        Assert.Equal(RpcIncidentKind.UnreadableFrame, _incidents.Single().Kind);
    }

    [Theory]
    [InlineData("hello", """[4,"-1","RpcFrameworkError",""")]
    [InlineData("""[9,"1","Reset",{}]""", """[4,"-1","MessageTypeNotSupported",""")]
    [InlineData("""[2,"1","Reset"]""", """[4,"1","FormatViolation",""")]
    public void Later_versions_answer_what_has_no_id(string text, string answer)
    {
        Open(new RpcOptions { Spelling = ErrorSpelling.Corrected });

        _loop.Run(() => _link.Receive(text));

        Assert.StartsWith(answer, _link.Sent.Single());
    }

    [Fact]
    public void More_calls_than_the_limit_are_refused()
    {
        _handler = _ => new TaskCompletionSource<CallReply>().Task;
        Open(new RpcOptions { MaxIncoming = 1 });

        _loop.Run(() => _link.Receive("""[2,"1","A",{}]"""));
        _loop.Run(() => _link.Receive("""[2,"2","A",{}]"""));
        Assert.Empty(_link.Sent);
        _loop.Run(() => _link.Receive("""[2,"3","A",{}]"""));

        Assert.StartsWith("""[4,"3","GenericError",""", _link.Sent.Single());
    }

    [Fact]
    public void A_call_too_long_for_a_frame_is_refused_at_once()
    {
        var peer = Open();
        var payload = Encoding.UTF8.GetBytes($$"""{"data":"{{new string('x', 1024 * 1024)}}"}""");

        var refusal = Assert.Throws<ArgumentException>(() => { _ = peer.CallAsync("DataTransfer", payload, Timeout); });

        Assert.Contains("1048576", refusal.Message);
    }

    [Fact]
    public void An_answer_too_long_for_a_frame_becomes_InternalError()
    {
        _handler = _ => Task.FromResult<CallReply>(
            new CallReply.Result(Encoding.UTF8.GetBytes($$"""{"data":"{{new string('x', 1024 * 1024)}}"}""")));
        Open();

        _loop.Run(() => _link.Receive("""[2,"1","A",{}]"""));

        Assert.StartsWith("""[4,"1","InternalError",""", _link.Sent.Single());
    }

    [Fact]
    public void An_answer_that_an_id_makes_too_long_is_not_given()
    {
        // A control character is one byte as it came and six as it would go back.
        var id = new string('\u007f', 500_000);
        Open();

        _loop.Run(() => _link.Receive($$"""[2,"{{id}}","Reset",{}]"""));

        Assert.Empty(_link.Sent);
        Assert.Contains(_incidents, incident => incident.Kind == RpcIncidentKind.UnusableAnswer);
    }

    [Fact]
    public void Every_frame_is_traced_as_it_went_over_the_link()
    {
        var trace = new List<string>();
        var peer = Open();
        peer.Traced += (direction, frame) => trace.Add($"{direction} {Text(frame)}");

        _loop.Run(() => _link.Receive("hello"));
        _loop.Run(() => _link.Receive("""[2,"1","A",{}]"""));

        Assert.Equal(["Received hello", """Received [2,"1","A",{}]""", """Sent [3,"1",{}]"""], trace);
    }

    [Fact]
    public void One_seed_gives_one_sequence_of_message_ids()
    {
        var ids = Enumerable.Range(0, 2).Select(_ =>
        {
            var link = new RecordedLink();
            var peer = new RpcPeer(_loop, link, RandomSource.Seeded(7), new RpcOptions(), _handler);
            peer.Open();
            Call(peer, "A");
            return link.Sent.Single();
        }).ToArray();

        Assert.Equal(ids[0], ids[1]);
    }

    private RpcPeer Open(RpcOptions? options = null)
    {
        var peer = new RpcPeer(_loop, _link, RandomSource.Seeded(1), options ?? new RpcOptions(), call => _handler(call));
        peer.Incident += _incidents.Add;
        peer.Open();
        return peer;
    }

    private Task<CallOutcome> Call(RpcPeer peer, string action)
    {
        Task<CallOutcome> call = null!;
        _loop.Run(() => { call = peer.CallAsync(action, default, Timeout); });
        return call;
    }

    private static CallOutcome Outcome(Task<CallOutcome> call)
    {
        Assert.True(call.IsCompleted, "the call is not settled");
        return call.GetAwaiter().GetResult();
    }

    private (int Type, string Id, string Action, string Payload) SentCall(int index)
    {
        var frame = JsonElement.Parse(_link.Sent[index]);
        return (frame[0].GetInt32(), frame[1].GetString()!, frame[2].GetString()!, frame[3].GetRawText());
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
