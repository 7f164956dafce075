using ChargerFirmware.Central.Ocpp16.Reading;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Ocpp16.Handlers;

/// <summary>Keeps the end of a transaction, whatever else the message says (OCPP 1.6, 4.10).</summary>
internal sealed class StopTransactionHandler(Csms csms, ConnectedStation station, TransactionIds transactions)
    : StationHandler<StopTransactionRequest, StopTransactionResponse>(csms, station, Ocpp16Catalog.StopTransaction)
{
    public override async Task<ActionReply<StopTransactionResponse>> HandleAsync(StopTransactionRequest request)
    {
        var data = Samples.Of(request.TransactionData, isTransactionData: true);
        if (await transactions.FindAsync(request) is { } session)
        {
            var stop = new SessionStop(request.Timestamp, request.MeterStop, request.IdTag, Words.Of(request.Reason ?? Reason.Local));
            await Csms.Sessions.StopAsync(session, stop, data);
        }
        else
        {
            // It is answered, so the station forgets it: somebody has to be able to find it here.
            await Csms.Sessions.KeepAsync(Station.Identity, connectorId: 0, sessionId: null, data);
            var said = FormattableString.Invariant(
                $"{request.TransactionId}: meterStop {request.MeterStop} Wh at {request.Timestamp:O} by {request.IdTag ?? "nobody"}");
            await Station.KeepAsync(new StateEntry(Station.Identity, Now, StateKind.UnknownTransaction, null, "StopTransaction", said));
        }

        return new(new StopTransactionResponse
        {
            IdTagInfo = request.IdTag is { } idTag ? Tokens.InfoOf(Csms.Tokens.ForAuthorize(Station.Identity, idTag)) : null,
        });
    }
}
