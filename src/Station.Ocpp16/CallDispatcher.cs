using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Station.Ocpp16.Link;

namespace ChargerFirmware.Station.Ocpp16;

/// <summary>Brings each call of the central system to its handler.</summary>
internal sealed class CallDispatcher
{
    /// <summary>Two dozen: looking through them takes less than reading the call, and a dictionary a station would be its largest part.</summary>
    private readonly ActionHandler[] _handlers;
    private readonly CentralSystemLink _link;

    private readonly ProtocolSettings _settings;

    public CallDispatcher(CentralSystemLink link, ProtocolSettings settings, params ActionHandler[] handlers)
    {
        _link = link;
        _settings = settings;
        _handlers = handlers;
    }

    public async Task<CallReply> DispatchAsync(IncomingCall call)
    {
        // A rejected station keeps silent (OCPP 1.6, 4.2).
        if (_link.State == LinkState.Rejected)
        {
            return CallReply.None;
        }

        if (Array.Find(_handlers, handler => handler.Action.Name == call.Action) is { } handler)
        {
            var strictness = _settings.Calls;
            _link.Deviations.Note($"{call.Action}.req", handler.Action.InspectRequest(call.Payload, strictness).Deviations);
            return await handler.HandleAsync(call, strictness);
        }

        return Ocpp16Catalog.All.TryFind(call.Action, out _)
            ? new CallReply.Error(ErrorCode.NotSupported, $"{call.Action} is not supported by this station")
            : new CallReply.Error(ErrorCode.NotImplemented, "this action is not known");
    }
}
