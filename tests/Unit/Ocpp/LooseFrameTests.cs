using System.Text;
using System.Text.Json;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Tests.Unit.Ocpp;

/// <summary>A frame whose meaning is plain and whose form is not the standard's: used and noted, but for a call that is read strictly.</summary>
public sealed class LooseFrameTests
{
    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly RecordedLink _link = new();
    private readonly List<string> _deviations = [];
    private readonly List<RpcIncident> _incidents = [];

    [Theory]
    [InlineData("""["3","ID",{"a":1}]""", "messageType")]
    [InlineData("""[3.0,"ID",{"a":1}]""", "messageType")]
    [InlineData("""[3e0,"ID",{"a":1}]""", "messageType")]
    [InlineData("""["3.0","ID",{"a":1}]""", "messageType")]
    [InlineData("""[3,"ID",null]""", "payload")]
    [InlineData("""["3","ID",null]""", "messageType,payload")]
    [InlineData("""["4","ID","GenericError"]""", "messageType")]
    public async Task An_answer_settles_its_call_and_its_deviation_is_noted(string answer, string members)
    {
        var peer = Open();
        Task<CallOutcome> call = null!;
        _loop.Run(() => { call = peer.CallAsync("Heartbeat", default, TimeSpan.FromSeconds(30)); });
        var id = JsonElement.Parse(_link.Sent[0])[1].GetString()!;

        _loop.Run(() => _link.Receive(answer.Replace("ID", id, StringComparison.Ordinal)));

        Assert.True(call.IsCompleted, "the call is not settled");
        var outcome = await call;
        Assert.True(outcome is CallOutcome.Result or CallOutcome.Error { Code: ErrorCode.GenericError }, outcome.ToString());
        Assert.Equal(members, string.Join(",", _deviations));
        Assert.Empty(_incidents);
    }

    [Theory]
    [InlineData("""["2","b7","ClearCache",{}]""", "expected the message type 2 as a number, found the text \"2\"")]
    [InlineData("""[2.0,"b7","ClearCache",{}]""", "expected the message type 2 as a number, found 2.0")]
    [InlineData("""[2,"b7","ClearCache",null]""", "expected an object as payload, found null")]
    public void A_call_hears_FormationViolation_where_calls_are_read_strictly(string call, string description)
    {
        Open();

        _loop.Run(() => _link.Receive(call));

        var answer = JsonElement.Parse(_link.Sent.Single());
        Assert.Equal((4, "b7", "FormationViolation", description), (answer[0].GetInt32(), answer[1].GetString(), answer[2].GetString(), answer[3].GetString()));
        Assert.Equal([new RpcIncident(RpcIncidentKind.UnreadableFrame, description, "b7")], _incidents);
    }

    [Theory]
    [InlineData("""["2","b7","ClearCache",{}]""", "messageType")]
    [InlineData("""[2.0,"b7","ClearCache",{}]""", "messageType")]
    [InlineData("""[2,"b7","ClearCache",null]""", "payload")]
    public void A_call_is_carried_out_where_calls_are_read_leniently(string call, string members)
    {
        Open(Strictness.Lenient);

        _loop.Run(() => _link.Receive(call));

        Assert.Equal("""[3,"b7",{}]""", _link.Sent.Single());
        Assert.Equal(members, string.Join(",", _deviations));
    }

    [Theory]
    [InlineData("""[5,"b7","Reset",{}]""", "found 5", "b7")]
    [InlineData("""["call","b7","Reset",{}]""", "found the text \"call\"", "b7")]
    [InlineData("""[{"a":[1]},"b7","Reset",{}]""", "found an object", "b7")]
    [InlineData("""[2.5,17]""", "found 2.5", "17")]
    [InlineData("""[null,null]""", "found null", null)]
    [InlineData("""[true]""", "found true", null)]
    [InlineData("""[]""", "found nothing", null)]
    [InlineData("""[9,"an id of more than 36 characters is none"]""", "found 9", null)]
    public void A_frame_of_no_known_type_is_reported_by_what_was_found(string frame, string found, string? id)
    {
        Open(Strictness.Lenient);

        _loop.Run(() => _link.Receive(frame));

        Assert.Empty(_link.Sent);
        Assert.Equal([new RpcIncident(RpcIncidentKind.UnreadableFrame, $"expected the message type 2, 3 or 4, {found}", id)], _incidents);
    }

    [Fact]
    public void A_loose_type_is_read_as_its_number()
    {
        Assert.True(FrameParser.Parse(Encoding.UTF8.GetBytes("""["2","1","Reset",{"type":"Hard"}]""")).TryGet(out var frame, out _));

        Assert.Equal("Reset", Assert.IsType<Call>(frame).Action);
    }

    private RpcPeer Open(Strictness calls = Strictness.Strict)
    {
        var peer = new RpcPeer(
            _loop, _link, RandomSource.Seeded(1), new RpcOptions { Calls = () => calls }, _ => Task.FromResult<CallReply>(new CallReply.Result(default)));
        peer.Incident += _incidents.Add;
        peer.Deviated += found => _deviations.AddRange(found.Select(deviation => deviation.Member));
        peer.Open();
        return peer;
    }
}
