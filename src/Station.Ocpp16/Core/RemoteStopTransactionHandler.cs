using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Station.Protocol.Transactions;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Ocpp16.Core;

/// <summary>OCPP 1.6, 5.12: by the id that the central system has given, never by one of ours.</summary>
internal sealed class RemoteStopTransactionHandler(ChargingStation station, Outbox outbox, CentralSystemLink link)
    : ActionHandler<RemoteStopTransactionRequest, RemoteStopTransactionResponse>(Ocpp16Catalog.RemoteStopTransaction)
{
    public override Task<ActionReply<RemoteStopTransactionResponse>> HandleAsync(RemoteStopTransactionRequest request)
    {
        if (!link.IsOperational || outbox.FindRunning(request.TransactionId) is not { IsStopping: false } transaction)
        {
            return Answer(new RemoteStopTransactionResponse { Status = RemoteStartStopStatus.Rejected });
        }

        return Answer(
            new RemoteStopTransactionResponse { Status = RemoteStartStopStatus.Accepted },
            () => station.Find(transaction.ConnectorId)!.Stop(StopReason.Remote));
    }
}
