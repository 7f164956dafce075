using System.Text;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Network;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Tests.Unit.Central;

/// <summary>A station that sends what the test asks for, right or wrong.</summary>
internal sealed class ScriptedStation(VirtualLoop loop, VirtualNetwork network)
{
    private static readonly DialOptions Options = new() { Subprotocols = ["ocpp1.6"] };

    private readonly RandomSource _random = RandomSource.Seeded(7);
    private RpcPeer _peer = null!;

    /// <summary>The connection, to put frames on it that no peer would send.</summary>
    public IFrameLink Link { get; private set; } = null!;

    public LinkClosed? Closed { get; private set; }

    /// <summary>What it answers to commands, by action; <c>{}</c> by default.</summary>
    public Dictionary<string, CallReply> Replies { get; } = [];

    public List<string> CallsReceived { get; } = [];

    public void Connect()
    {
        Closed = null;
        Link = loop.Run(() => network.ConnectAsync(Options, default));
        _peer = new RpcPeer(loop, Link, _random, new RpcOptions { MaxOutstanding = 2 }, AnswerAsync);
        _peer.Closed += closed => Closed = closed;
        loop.Run(_peer.Open);
    }

    /// <summary>Connects and is accepted.</summary>
    public void Boot()
    {
        Connect();
        Call("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""");
    }

    /// <summary>Calls and returns the payload of the CALLRESULT, the code of the CALLERROR, or the name of another outcome.</summary>
    public string Call(string action, string payload = "{}") => Describe(loop.Run(() => Begin(action, payload)));

    public Task<CallOutcome> Begin(string action, string payload = "{}", int timeoutSeconds = 60) =>
        _peer.CallAsync(action, Encoding.UTF8.GetBytes(payload), TimeSpan.FromSeconds(timeoutSeconds));

    public void Send(string frame)
    {
        loop.Run(() => Link.Send(Encoding.UTF8.GetBytes(frame)));
        loop.RunFor(TimeSpan.FromSeconds(1));
    }

    public void Disconnect()
    {
        loop.Run(() => Link.Close("the test wants it"));
        loop.RunFor(TimeSpan.FromSeconds(1));
    }

    public static string Describe(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Result result => Encoding.UTF8.GetString(result.Payload.Span),
        CallOutcome.Error error => error.CodeWord,
        _ => outcome.GetType().Name,
    };

    private Task<CallReply> AnswerAsync(IncomingCall call)
    {
        CallsReceived.Add($"{call.Action} {Encoding.UTF8.GetString(call.Payload.Span)}");
        return Task.FromResult(Replies.GetValueOrDefault(call.Action) ?? new CallReply.Result(default));
    }
}
