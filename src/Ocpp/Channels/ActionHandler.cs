using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Ocpp.Channels;

/// <summary>Carries out one action of the other side; see <see cref="ActionHandler{TRequest, TResponse}"/>.</summary>
public abstract class ActionHandler
{
    private protected ActionHandler()
    {
    }

    public abstract ActionDescription Description { get; }

    /// <summary>Gives itself to a channel with the types of its messages, so that the channel reads and writes them in its own form.</summary>
    public abstract TResult Visit<TCall, TResult>(IHandlerVisitor<TCall, TResult> visitor, TCall call);
}
