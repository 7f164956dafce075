using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Ocpp16.Link;

namespace ChargerFirmware.Station.Ocpp16.Core;

/// <summary>OCPP 1.6, 5.11: answered first, then tried. Not while the registration is pending (4.2).</summary>
internal sealed class RemoteStartTransactionHandler(ChargingStation station, CentralSystemLink link)
    : ActionHandler<RemoteStartTransactionRequest, RemoteStartTransactionResponse>(Ocpp16Catalog.RemoteStartTransaction)
{
    protected override Task<CallReply> HandleAsync(RemoteStartTransactionRequest request)
    {
        if (!link.IsOperational || !station.CanRemoteStart(request.ConnectorId, request.IdTag))
        {
            return Answer(new RemoteStartTransactionResponse { Status = RemoteStartStopStatus.Rejected });
        }

        return Answer(
            new RemoteStartTransactionResponse { Status = RemoteStartStopStatus.Accepted },
            () => station.RemoteStart(request.ConnectorId, request.IdTag));
    }
}
