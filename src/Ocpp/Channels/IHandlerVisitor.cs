namespace ChargerFirmware.Ocpp.Channels;

/// <summary>A channel, as handlers give themselves to it.</summary>
/// <typeparam name="TCall">A call as the channel has it from the wire.</typeparam>
/// <typeparam name="TResult">What the channel makes of it.</typeparam>
public interface IHandlerVisitor<in TCall, out TResult>
{
    TResult Visit<TRequest, TResponse>(ActionHandler<TRequest, TResponse> handler, TCall call)
        where TRequest : class
        where TResponse : class;
}
