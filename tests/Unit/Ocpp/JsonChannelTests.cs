using System.Text.Json;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Tests.Unit.Ocpp;

public sealed class JsonChannelTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly RecordedLink _link = new();
    private readonly List<string> _deviations = [];
    private readonly List<RpcIncident> _incidents = [];
    private readonly ResetRecorder _reset = new();

    [Fact]
    public void A_response_comes_back_as_a_message()
    {
        var call = Authorize(Open());

        Answer("""{"idTagInfo":{"status":"Blocked"}}""");

        Assert.Equal(AuthorizationStatus.Blocked, Outcome<CallOutcome<AuthorizeResponse>.Result>(call).Response.IdTagInfo.Status);
        Assert.Empty(_deviations);
    }

    [Fact]
    public void What_is_wrong_in_a_response_that_can_be_read_is_reported_and_stands_in_the_outcome()
    {
        var call = Authorize(Open());

        Answer("""{"idTagInfo":{"status":"accepted"}}""");

        Assert.Single(Outcome<CallOutcome<AuthorizeResponse>.Result>(call).Deviations);
        Assert.Equal(["Authorize.conf idTagInfo.status"], _deviations);
    }

    [Fact]
    public void A_response_that_means_nothing_is_unreadable_and_names_its_fault()
    {
        var call = Authorize(Open());

        Answer("{}");

        var outcome = Outcome<CallOutcome<AuthorizeResponse>.Unreadable>(call);
        Assert.NotNull(outcome.Fault);
        Assert.Equal(CallEnd.Result, outcome.End);
        Assert.Equal(RpcIncidentKind.UnusableResult, Assert.Single(_incidents).Kind);
    }

    [Fact]
    public void An_answer_that_is_no_frame_is_unreadable_without_a_fault()
    {
        var call = Authorize(Open());

        _loop.Run(() => _link.Receive($"""[3,"{SentId()}"]"""));

        var outcome = Outcome<CallOutcome<AuthorizeResponse>.Unreadable>(call);
        Assert.Null(outcome.Fault);
        Assert.Equal(CallEnd.Unreadable, outcome.End);
    }

    [Fact]
    public void A_refusal_a_silence_and_a_loss_are_outcomes_of_their_own()
    {
        var channel = Open();
        var refused = Authorize(channel);
        var silent = Authorize(channel);
        var lost = Authorize(channel);
        var unsent = Authorize(channel);

        _loop.Run(() => _link.Receive($$"""[4,"{{SentId()}}","NotSupported","no",{}]"""));
        _loop.RunFor(Timeout);
        _loop.Run(_link.Lose);

        Assert.Equal(ErrorCode.NotSupported, Outcome<CallOutcome<AuthorizeResponse>.Error>(refused).Code);
        Outcome<CallOutcome<AuthorizeResponse>.TimedOut>(silent);
        Assert.True(Outcome<CallOutcome<AuthorizeResponse>.LinkLost>(lost).Sent);
        Assert.False(Outcome<CallOutcome<AuthorizeResponse>.LinkLost>(unsent).Sent);
    }

    [Fact]
    public void A_call_reaches_its_handler_as_a_message_and_what_follows_comes_after_the_answer()
    {
        Open();

        _loop.Run(() => _link.Receive("""[2,"1","Reset",{"type":"Hard"}]"""));

        Assert.Equal(ResetType.Hard, Assert.Single(_reset.Requests).Type);
        Assert.Equal("""[3,"1",{"status":"Accepted"}]""", Assert.Single(_link.Sent));
        Assert.Equal(1, _reset.Followed);
    }

    [Fact]
    public void A_request_that_is_none_never_reaches_its_handler()
    {
        Open();

        _loop.Run(() => _link.Receive("""[2,"1","Reset",{}]"""));

        Assert.Empty(_reset.Requests);
        Assert.StartsWith("""[4,"1","OccurenceConstraintViolation",""", Assert.Single(_link.Sent), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ClearCache", "NotSupported")]
    [InlineData("Dance", "NotImplemented")]
    public void An_action_without_a_handler_is_refused_as_what_it_is(string action, string error)
    {
        Open();

        _loop.Run(() => _link.Receive($$"""[2,"1","{{action}}",{}]"""));

        Assert.StartsWith($"""[4,"1","{error}",""", Assert.Single(_link.Sent), StringComparison.Ordinal);
    }

    [Fact]
    public void A_silent_channel_carries_nothing_out()
    {
        Open().IsSilent = true;

        _loop.Run(() => _link.Receive("""[2,"1","Reset",{"type":"Hard"}]"""));

        Assert.Empty(_reset.Requests);
        Assert.Empty(_link.Sent);
    }

    private static T Outcome<T>(Task<CallOutcome<AuthorizeResponse>> call)
    {
        Assert.True(call.IsCompleted, "the call is not settled");
        return Assert.IsType<T>(call.GetAwaiter().GetResult());
    }

    private JsonChannel Open()
    {
        var channel = new JsonChannel(
            _loop, _link, RandomSource.Seeded(1), new RpcOptions(), new ActionHandlers(Ocpp16Catalog.All, _reset));
        channel.Deviated += (message, found) => _deviations.AddRange(found.Select(deviation => $"{message} {deviation.Member}"));
        channel.Incident += _incidents.Add;
        channel.Open();
        return channel;
    }

    private Task<CallOutcome<AuthorizeResponse>> Authorize(JsonChannel channel)
    {
        Task<CallOutcome<AuthorizeResponse>>? call = null;
        _loop.Run(() => { call = channel.CallAsync(Ocpp16Catalog.Authorize, new AuthorizeRequest { IdTag = "04A1B2C3" }, Timeout); });
        return call!;
    }

    private string SentId()
    {
        using var frame = JsonDocument.Parse(_link.Sent[^1]);
        return frame.RootElement[1].GetString()!;
    }

    private void Answer(string payload) => _loop.Run(() => _link.Receive($"""[3,"{SentId()}",{payload}]"""));

    private sealed class ResetRecorder() : ActionHandler<ResetRequest, ResetResponse>(Ocpp16Catalog.Reset)
    {
        public List<ResetRequest> Requests { get; } = [];

        public int Followed { get; private set; }

        public override Task<ActionReply<ResetResponse>> HandleAsync(ResetRequest request)
        {
            Requests.Add(request);
            return Answer(new ResetResponse { Status = ResetStatus.Accepted }, () => Followed++);
        }
    }
}
