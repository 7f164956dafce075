using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Station.Ocpp16;

/// <inheritdoc cref="ActionHandler"/>
internal abstract class ActionHandler<TRequest, TResponse>(TypedAction<TRequest, TResponse> action) : ActionHandler
    where TRequest : class
    where TResponse : class
{
    public override ActionDescription Action => action;

    public override async Task<CallReply> HandleAsync(IncomingCall call, Strictness strictness) =>
        action.DecodeRequest(call.Payload, strictness).TryGet(out var request, out var fault)
            ? await HandleAsync(request)
            : new CallReply.Error(fault.Code, fault.ToString());

    protected abstract Task<CallReply> HandleAsync(TRequest request);

    /// <summary>The answer, and what comes after it has left.</summary>
    protected Task<CallReply> Answer(TResponse response, Action? then = null) => Task.FromResult(action.Reply(response, then));
}
