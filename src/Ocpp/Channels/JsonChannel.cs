using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Links;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Ocpp.Channels;

/// <summary>A channel of OCPP-J: reads and writes the payloads of an <see cref="RpcPeer"/>.</summary>
/// <remarks>Each message is read once. Calls are read as <see cref="RpcOptions.Calls"/> says, answers as far as they can be.</remarks>
public sealed class JsonChannel : IOcppChannel, IHandlerVisitor<IncomingCall, Task<CallReply>>
{
    private readonly RpcPeer _peer;
    private readonly ActionHandlers _handlers;
    private readonly Func<Strictness> _calls;

    /// <param name="random">Makes the message ids.</param>
    /// <param name="around">Stands around all that is carried out: gets a call, and what gives its answer.</param>
    public JsonChannel(
        Loop loop, IFrameLink link, RandomSource random, RpcOptions options, ActionHandlers handlers,
        Func<IncomingCall, Func<IncomingCall, Task<CallReply>>, Task<CallReply>>? around = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _handlers = handlers;
        _calls = options.Calls;
        _peer = new RpcPeer(loop, link, random, options, around is null ? CarryOutAsync : call => around(call, CarryOutAsync));
        _peer.Incident += Report;
        _peer.Deviated += found => Deviated?.Invoke("frame", found);
        _peer.Answered += (action, reply) => Answered?.Invoke(action, (reply as CallReply.Error)?.Code);
    }

    public event Action<FrameDirection, ReadOnlyMemory<byte>>? Traced
    {
        add => _peer.Traced += value;
        remove => _peer.Traced -= value;
    }

    public event Action<SettledCall>? Settled
    {
        add => _peer.Settled += value;
        remove => _peer.Settled -= value;
    }

    public event Action<string, ErrorCode?>? Answered;

    public event Action<RpcIncident>? Incident;

    public event Action<string, IReadOnlyList<Deviation>>? Deviated;

    public event Action<LinkClosed>? Closed
    {
        add => _peer.Closed += value;
        remove => _peer.Closed -= value;
    }

    public bool IsSilent
    {
        get => _peer.IsSilent;
        set => _peer.IsSilent = value;
    }

    public void Open() => _peer.Open();

    public async Task<CallOutcome<TResponse>> CallAsync<TRequest, TResponse>(
        TypedAction<TRequest, TResponse> action, TRequest request, TimeSpan timeout)
        where TRequest : class
        where TResponse : class
    {
        ArgumentNullException.ThrowIfNull(action);
        return await _peer.CallAsync(action.Name, action.EncodeRequest(request), timeout) switch
        {
            CallOutcome.Result result => Read(action, result.Payload),
            CallOutcome.Error error => new CallOutcome<TResponse>.Error(error.Code, error.CodeWord, error.Description),
            CallOutcome.Unreadable unreadable => new CallOutcome<TResponse>.Unreadable(unreadable.Description, null),
            CallOutcome.LinkLost lost => new CallOutcome<TResponse>.LinkLost(lost.Sent),
            _ => new CallOutcome<TResponse>.TimedOut(),
        };
    }

    /// <summary>Makes a call as it is written, be it right or not.</summary>
    /// <param name="payload">JSON in UTF-8; empty for <c>{}</c>.</param>
    /// <param name="timeout">Counts from the moment the call goes out, not from here.</param>
    /// <exception cref="ArgumentException">The payload is not JSON, or too long for a frame.</exception>
    public Task<CallOutcome> CallAsync(string action, ReadOnlyMemory<byte> payload, TimeSpan timeout) => _peer.CallAsync(action, payload, timeout);

    /// <inheritdoc cref="RpcPeer.SendFrame"/>
    public void SendFrame(ReadOnlyMemory<byte> utf8) => _peer.SendFrame(utf8);

    public void PingEvery(TimeSpan interval) => _peer.PingEvery(interval);

    public void Close(string reason) => _peer.Close(reason);

    async Task<CallReply> IHandlerVisitor<IncomingCall, Task<CallReply>>.Visit<TRequest, TResponse>(
        ActionHandler<TRequest, TResponse> handler, IncomingCall call)
    {
        var decoded = handler.Action.DecodeRequest(call.Payload, _calls());
        if (decoded.Deviations.Count > 0)
        {
            Deviated?.Invoke($"{call.Action}.req", decoded.Deviations);
        }

        if (!decoded.TryGet(out var request, out var fault))
        {
            request = handler.Rescue(call.Payload);
            if (request is null)
            {
                return new CallReply.Error(fault.Code, fault.ToString());
            }
        }

        var reply = await handler.HandleAsync(request);
        return reply.Response is { } response
            ? handler.Action.Reply(response, reply.AfterSent)
            : new CallReply.Error(reply.Error, reply.Description);
    }

    private Task<CallReply> CarryOutAsync(IncomingCall call)
    {
        if (IsSilent)
        {
            return Task.FromResult(CallReply.None);
        }

        if (_handlers.Find(call.Action) is { } handler)
        {
            return handler.Visit(this, call);
        }

        var code = _handlers.ErrorOf(call.Action);
        return Task.FromResult<CallReply>(new CallReply.Error(
            code, code == ErrorCode.NotSupported ? $"{call.Action} is not supported here" : "this action is not known"));
    }

    private CallOutcome<TResponse> Read<TRequest, TResponse>(TypedAction<TRequest, TResponse> action, ReadOnlyMemory<byte> payload)
        where TRequest : class
        where TResponse : class
    {
        var decoded = action.DecodeResponse(payload);
        NoteResponse(action.Name, decoded.Inspected);
        return decoded.TryGet(out var response, out var fault)
            ? new CallOutcome<TResponse>.Result(response, decoded.Deviations)
            : new CallOutcome<TResponse>.Unreadable(fault.ToString(), fault);
    }

    /// <summary>Nothing that is wrong in an answer is hidden from its reader.</summary>
    private void NoteResponse(string action, Inspected answer)
    {
        if (answer.Deviations.Count > 0)
        {
            Deviated?.Invoke($"{action}.conf", answer.Deviations);
        }

        if (answer.Fault is { } fault)
        {
            Report(new RpcIncident(RpcIncidentKind.UnusableResult, $"{action}.conf means nothing: {fault}"));
        }
    }

    private void Report(RpcIncident incident) => Incident?.Invoke(incident);
}
