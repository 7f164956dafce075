using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Ocpp.Channels;

/// <summary>Carries out one action of the other side. It gets requests that are right; the others are refused before.</summary>
public abstract class ActionHandler<TRequest, TResponse>(TypedAction<TRequest, TResponse> action) : ActionHandler
    where TRequest : class
    where TResponse : class
{
    public TypedAction<TRequest, TResponse> Action => action;

    public sealed override ActionDescription Description => action;

    /// <summary>Carries the request out. What is thrown becomes InternalError.</summary>
    public abstract Task<ActionReply<TResponse>> HandleAsync(TRequest request);

    public sealed override TResult Visit<TCall, TResult>(IHandlerVisitor<TCall, TResult> visitor, TCall call)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return visitor.Visit(this, call);
    }

    /// <summary>The answer, and what comes after it has left.</summary>
    protected static Task<ActionReply<TResponse>> Answer(TResponse response, Action? then = null) =>
        Task.FromResult(new ActionReply<TResponse>(response, then));

    /// <summary>The error that the caller gets instead of an answer.</summary>
    protected static Task<ActionReply<TResponse>> Refuse(ErrorCode code, string description) =>
        Task.FromResult(new ActionReply<TResponse>(code, description));
}
