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

    /// <summary>What a request means that cannot be read: for a central system, whose stations send what is refused again for ever.</summary>
    /// <param name="payload">One JSON object in UTF-8.</param>
    /// <returns>Null for a request that is refused, as all are unless a handler knows better.</returns>
    public virtual TRequest? Rescue(ReadOnlyMemory<byte> payload) => null;

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
