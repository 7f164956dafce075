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
        if (await transactions.FindAsync(request.TransactionId, connectorId: null) is { } session)
        {
            var stop = new SessionStop(request.Timestamp, request.MeterStop, request.IdTag, Words.Of(request.Reason ?? Reason.Local));
            await Csms.Sessions.StopAsync(session, stop, Samples.Of(request.TransactionData, isTransactionData: true));
        }

        return new(new StopTransactionResponse
        {
            IdTagInfo = request.IdTag is { } idTag ? Tokens.InfoOf(Csms.Tokens.ForAuthorize(Station.Identity, idTag)) : null,
        });
    }
}
