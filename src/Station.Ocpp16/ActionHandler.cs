using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Station.Ocpp16;

/// <summary>Carries out one action of the central system.</summary>
internal abstract class ActionHandler
{
    public abstract ActionDescription Action { get; }

    /// <summary>Reads the request and carries it out; a request that is not one has no effect and gets a CALLERROR.</summary>
    public abstract Task<CallReply> HandleAsync(IncomingCall call, Strictness strictness);
}
