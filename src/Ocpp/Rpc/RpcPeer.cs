using System.Text.Json;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Frames;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Ocpp.Rpc;

/// <summary>
/// One end of a link that speaks OCPP-J: makes calls and gets their answers, takes calls and answers them (OCPP-J 1.6, section 4).
/// Lives as long as its link. Everything happens on the loop.
/// </summary>
public sealed class RpcPeer
{
    private const int MaxDescriptionLength = 255;

    private readonly Loop _loop;
    private readonly IFrameLink _link;
    private readonly RandomSource _random;
    private readonly RpcOptions _options;
    private readonly OutgoingCalls _outgoing;
    private readonly IncomingCalls _incoming;

    /// <param name="random">Makes the message ids.</param>
    /// <param name="handler">
    /// Carries the other side's calls out, one at a time. It may make calls of its own and await them; what it throws becomes
    /// InternalError and an <see cref="Incident"/>.
    /// </param>
    public RpcPeer(Loop loop, IFrameLink link, RandomSource random, RpcOptions options, Func<IncomingCall, Task<CallReply>> handler)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(options);
        _loop = loop;
        _link = link;
        _random = random;
        _options = options;
        _outgoing = new OutgoingCalls(loop.Time, options.MaxOutstanding, Send, call => Settled?.Invoke(call));
        _incoming = new IncomingCalls(loop, options, handler, Answer, Report);
    }

    /// <summary>Every frame as it goes over the link, in either direction.</summary>
    public event Action<FrameDirection, ReadOnlyMemory<byte>>? Traced;

    /// <summary>A call of ours has its outcome.</summary>
    public event Action<SettledCall>? Settled;

    /// <summary>A call of the other side was answered: its action, as the other side spelt it, and the answer.</summary>
    public event Action<string, CallReply>? Answered;

    /// <summary>Something for the log.</summary>
    public event Action<RpcIncident>? Incident;

    /// <summary>A frame came that is not as the standard has it around its payload, and could be read nevertheless.</summary>
    public event Action<IReadOnlyList<Deviation>>? Deviated;

    /// <summary>The link has ended; every open call is settled by then.</summary>
    public event Action<LinkClosed>? Closed;

    /// <summary>True once the link has ended.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Answers nothing while true, not even what it cannot read; what it was asked meanwhile stays unanswered.</summary>
    public bool IsSilent { get; set; }

    /// <summary>The subprotocol of the link.</summary>
    public string Subprotocol => _link.Subprotocol;

    /// <summary>Begins to listen. Nothing that arrived before is lost.</summary>
    public void Open()
    {
        _link.Received += OnReceived;
        _link.Refused += OnFault;
        _link.Closed += OnClosed;
        _link.Open();
    }

    /// <summary>Makes a call and waits for what becomes of it; calls that cannot go out yet wait for their turn in order.</summary>
    /// <param name="payload">One JSON object in UTF-8; empty for <c>{}</c>.</param>
    /// <param name="timeout">Counts from the moment the call goes out, not from here.</param>
    /// <exception cref="ArgumentException">The payload is not JSON, or too long for a frame.</exception>
    public Task<CallOutcome> CallAsync(string action, ReadOnlyMemory<byte> payload, TimeSpan timeout)
    {
        var messageId = _random.NextGuid().ToString("D");
        if (!TryWrite(new Call(messageId, action, payload), out var frame, out var why))
        {
            throw new ArgumentException($"The payload of {action} cannot be sent: {why}.", nameof(payload));
        }

        return _outgoing.Add(new OutgoingCall(messageId, action, frame, timeout));
    }

    /// <summary>Sends a frame as it is written, be it one or not: for testing what the other side does with nonsense.</summary>
    public void SendFrame(ReadOnlyMemory<byte> utf8) => Send(utf8);

    /// <inheritdoc cref="IFrameLink.PingEvery"/>
    public void PingEvery(TimeSpan interval) => _link.PingEvery(interval);

    /// <summary>Ends the link.</summary>
    public void Close(string reason) => _link.Close(reason);

    private static bool TryWrite(Frame frame, out ReadOnlyMemory<byte> utf8, out string why)
    {
        utf8 = default;
        why = "";
        try
        {
            utf8 = FrameWriter.Write(frame);
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or InvalidOperationException)
        {
            why = broken.Message;
            return false;
        }

        why = $"{utf8.Length} bytes are more than the {Frame.MaxLengthBytes} of a frame";
        return utf8.Length <= Frame.MaxLengthBytes;
    }

    private void Send(ReadOnlyMemory<byte> frame)
    {
        if (IsClosed)
        {
            return;
        }

        Traced?.Invoke(FrameDirection.Sent, frame);
        _link.Send(frame);
    }

    private void OnReceived(ReadOnlyMemory<byte> utf8)
    {
        Traced?.Invoke(FrameDirection.Received, utf8);
        var parsed = FrameParser.Parse(utf8, _options.Calls());
        if (!parsed.TryGet(out var frame, out var fault))
        {
            OnFault(fault);
            return;
        }

        if (parsed.Deviations.Count > 0)
        {
            Deviated?.Invoke(parsed.Deviations);
        }

        switch (frame)
        {
            case Call call:
                _incoming.Add(call);
                break;
            case CallResult result:
                OnAnswer(result.MessageId, new CallOutcome.Result(result.Payload));
                break;
            case CallError error:
                OnAnswer(error.MessageId, new CallOutcome.Error(error.Code, error.CodeWord, error.Description, error.Details));
                break;
        }
    }

    private void OnFault(FrameFault fault)
    {
        Report(new RpcIncident(RpcIncidentKind.UnreadableFrame, fault.Description, fault.MessageId));
        switch (fault)
        {
            case { Type: FrameType.Call, MessageId: { } id }:
                var code = fault.Kind == FrameFaultKind.MessageIdTooLong ? ErrorCode.ProtocolError : ErrorCode.FormationViolation;
                Answer(id, fault.HasNumericId, new CallReply.Error(code, fault.Description));
                break;
            case { Type: FrameType.Call, Kind: FrameFaultKind.UnusableMessageId } when _options.Spelling == ErrorSpelling.Original:
                // Version 1.6 names no answer to a call without an id; silence would leave its caller waiting until he gives up.
                Answer(Frame.UnknownMessageId, isNumericId: false, new CallReply.Error(ErrorCode.ProtocolError, fault.Description));
                break;
            case { Type: FrameType.CallResult or FrameType.CallError, MessageId: { } id }:
                // An unreadable answer is still an answer: waiting on would only resend a call that arrived.
                _outgoing.TrySettle(id, new CallOutcome.Unreadable(fault.Description));
                break;
            case { Kind: FrameFaultKind.UnknownMessageType } when _options.Spelling == ErrorSpelling.Corrected:
                Answer(Frame.UnknownMessageId, isNumericId: false, new CallReply.Error(ErrorCode.MessageTypeNotSupported, fault.Description));
                break;
            case { Type: FrameType.Unknown or FrameType.Call } when _options.Spelling == ErrorSpelling.Corrected:
                Answer(Frame.UnknownMessageId, isNumericId: false, new CallReply.Error(ErrorCode.RpcFrameworkError, fault.Description));
                break;
        }
    }

    private void OnAnswer(string messageId, CallOutcome outcome)
    {
        if (_outgoing.TrySettle(messageId, outcome))
        {
            return;
        }

        Report(_outgoing.HasTimedOut(messageId)
            ? new RpcIncident(RpcIncidentKind.LateAnswer, "the answer came after its call had timed out", messageId)
            : new RpcIncident(RpcIncidentKind.ForeignAnswer, "no call of ours waits for this answer", messageId));
    }

    private void Answer(Call call, CallReply reply)
    {
        Answer(call.MessageId, call.HasNumericId, reply);
        if (!IsSilent && reply is CallReply.Result or CallReply.Error)
        {
            Answered?.Invoke(call.Action, reply);
        }
    }

    private void Answer(string messageId, bool isNumericId, CallReply reply)
    {
        if (IsSilent)
        {
            return;
        }

        switch (reply)
        {
            case CallReply.Result result:
                SendResult(messageId, isNumericId, result);
                break;
            case CallReply.Error error:
                SendError(messageId, isNumericId, error.Code, error.Description);
                break;
        }
    }

    private void SendResult(string messageId, bool isNumericId, CallReply.Result result)
    {
        if (!TryWrite(new CallResult(messageId, result.Payload) { HasNumericId = isNumericId }, out var frame, out var why))
        {
            Report(new RpcIncident(RpcIncidentKind.UnusableAnswer, $"the answer cannot be sent: {why}", messageId));
            SendError(messageId, isNumericId, ErrorCode.InternalError, "the answer cannot be sent");
            return;
        }

        Send(frame);
        if (result.AfterSent is { } next)
        {
            // A fault in it is reported by the loop; the answer is given.
            _loop.Start(() =>
            {
                next();
                return Task.CompletedTask;
            });
        }
    }

    private void SendError(string messageId, bool isNumericId, ErrorCode code, string description)
    {
        var text = description.Length <= MaxDescriptionLength ? description : description[..MaxDescriptionLength];
        var error = new CallError(messageId, ErrorCodes.Write(code, _options.Spelling), text, Frame.EmptyObject) { HasNumericId = isNumericId };
        if (TryWrite(error, out var frame, out var why))
        {
            Send(frame);
        }
        else
        {
            // Only an invalid id can make it so long: no call waits for that answer.
            Report(new RpcIncident(RpcIncidentKind.UnusableAnswer, $"the answer cannot be sent: {why}"));
        }
    }

    private void OnClosed(LinkClosed closed)
    {
        IsClosed = true;
        _incoming.End();
        _outgoing.End();
        Closed?.Invoke(closed);
    }

    private void Report(RpcIncident incident) => Incident?.Invoke(incident);
}
