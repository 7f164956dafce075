using ChargerFirmware.Central.Cli.Plugins;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.RemoteTrigger;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>
/// A charge point whose calls are typed: a connection and nothing behind it. It dials again when its connection is lost, boots when it is asked to, and
/// answers by <see cref="ChargePointAnswers"/>. Used on the loop.
/// </summary>
internal sealed class PromptChargePoint : IDisposable
{
    private static readonly TimeSpan s_callTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_dialAgain = TimeSpan.FromSeconds(10);

    private readonly Loop _loop;
    private readonly RandomSource _random;
    private readonly ILinkDialer _dialer;
    private readonly FrameJournal _frames;
    private readonly Action<string> _say;
    private readonly ICallHook _plugins;
    private readonly CancellationTokenSource _stopped = new();
    private FrameTracer _tracer;
    private IFrameLink? _link;
    private RpcPeer? _peer;

    /// <param name="plugins">Asked before this charge point answers.</param>
    /// <param name="say">Prints a line about it.</param>
    public PromptChargePoint(
        PromptSurroundings surroundings, string identity, Uri address, FrameJournal frames,
        ICallHook plugins, Action<string> say)
    {
        _loop = surroundings.Loop;
        _random = surroundings.Random.ForIds($"message ids of {identity}");
        _dialer = surroundings.Dialer(address, identity);
        _frames = frames;
        _plugins = plugins;
        _say = say;
        _tracer = new FrameTracer(_loop.Time, identity);
        Identity = identity;
        Answers = new ChargePointAnswers(_loop.Time);
    }

    public string Identity { get; }

    public ChargePointAnswers Answers { get; }

    public bool IsConnected => _peer is not null;

    /// <summary>Zero for never.</summary>
    public TimeSpan PingInterval
    {
        get;
        set
        {
            field = value;
            _peer?.PingEvery(value);
        }
    }

    /// <summary>Connects for the first time.</summary>
    /// <exception cref="LinkRefusedException">There is no connection; it is not tried again.</exception>
    public async Task ConnectAsync()
    {
        var options = new DialOptions { Subprotocols = [Ocpp16Catalog.Subprotocol], PingInterval = PingInterval };
        var link = await _dialer.ConnectAsync(options, _stopped.Token);
        _tracer = new FrameTracer(_loop.Time, Identity);
        _link = link;
        _peer = new RpcPeer(_loop, link, _random, new RpcOptions(), AnswerAsync);
        _peer.Traced += (direction, frame) => _frames.Add(_tracer.Read(direction, frame));
        _peer.Closed += OnClosed;
        _peer.Open();
        _say("Connected to CentralSystem.");
    }

    /// <summary>Makes a call, right or wrong.</summary>
    /// <exception cref="ArgumentException">The payload is not JSON, or too long for a frame.</exception>
    public Task<CallOutcome> CallAsync(string action, ReadOnlyMemory<byte> payload) =>
        _peer?.CallAsync(action, payload, s_callTimeout) ?? Task.FromResult<CallOutcome>(new CallOutcome.LinkLost(Sent: false));

    /// <summary>Sends what need not be a frame.</summary>
    /// <returns>False where it is not connected.</returns>
    public bool TrySendRaw(ReadOnlyMemory<byte> text)
    {
        if (_link is not { } link || _peer is null)
        {
            return false;
        }

        _frames.Add(_tracer.Read(FrameDirection.Sent, text));
        link.Send(text);
        return true;
    }

    /// <summary>Ends its connection for good.</summary>
    public void Stop()
    {
        _stopped.Cancel();
        _peer?.Close("the charge point is stopped");
    }

    public void Dispose()
    {
        Stop();
        _stopped.Dispose();
    }

    private Task<CallReply> AnswerAsync(IncomingCall call) => _plugins.AnswerAsync(Identity, call, () => Task.FromResult(Answer(call)));

    private CallReply Answer(IncomingCall call)
    {
        var reply = Answers.Answer(call, out var isAccepted);
        return isAccepted && call.Action == Ocpp16Catalog.TriggerMessage.Name && reply is CallReply.Result result
            ? result with { AfterSent = () => SendTriggered(call) }
            : reply;
    }

    /// <summary>Who accepts to send a message has to send it (OCPP 1.6, 5.17).</summary>
    private void SendTriggered(IncomingCall call)
    {
        if (Ocpp16Catalog.TriggerMessage.DecodeRequest(call.Payload).TryGet(out var request, out _))
        {
            _loop.Start(() => CallAsync(request.RequestedMessage.ToString(), PayloadOf(request)));
        }
    }

    private byte[] PayloadOf(TriggerMessageRequest request)
    {
        var payload = Docs.ExampleMessages.Request(request.RequestedMessage.ToString(), _loop.Time.GetUtcNow());
        if (request.ConnectorId is { } connector && payload.ContainsKey("connectorId"))
        {
            payload["connectorId"] = connector;
        }

        return PayloadBuilder.Encode(payload);
    }

    private void OnClosed(LinkClosed closed)
    {
        _peer = null;
        _link = null;
        if (_stopped.IsCancellationRequested)
        {
            _say("Stopped.");
            return;
        }

        _say($"Disconnected: {closed.Description}");
        _loop.Start(DialAgainAsync);
    }

    private async Task DialAgainAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            await Task.Delay(s_dialAgain, _loop.Time, _stopped.Token);
            try
            {
                await ConnectAsync();
                return;
            }
            catch (LinkRefusedException refusal)
            {
                _say($"Not connected: {refusal.Message}");
            }
        }
    }
}
