using ChargerFirmware.Central.Ocpp16.Reading;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;

namespace ChargerFirmware.Central.Ocpp16.Handlers;

/// <summary>
/// Gives a transaction its id; the same again where the same start comes again. Whatever the message says it is answered, because a station sends
/// what is not answered for ever (OCPP 1.6, 4.8).
/// </summary>
internal sealed class StartTransactionHandler(Csms csms, ConnectedStation station)
    : StationHandler<StartTransactionRequest, StartTransactionResponse>(csms, station, Ocpp16Catalog.StartTransaction)
{
    public override async Task<ActionReply<StartTransactionResponse>> HandleAsync(StartTransactionRequest request)
    {
        var token = Csms.Tokens.ForStart(Station.Identity, request.IdTag);
        var start = new SessionStart(Station.Identity, request.ConnectorId, request.IdTag, TimeOf(request), request.MeterStart);
        var session = await Csms.Sessions.StartAsync(start, token.Status, request.ReservationId);
        if (request.ReservationId is { } reservation)
        {
            await Station.RemoveReservationAsync(reservation);
        }

        return new(new StartTransactionResponse { TransactionId = session.Id, IdTagInfo = Tokens.InfoOf(token) });
    }

    /// <summary>A start whose time cannot be read comes again without one: it is the session that runs, not a new one each time.</summary>
    private DateTimeOffset TimeOf(StartTransactionRequest request) => request.Timestamp != default ? request.Timestamp
        : Csms.Sessions.Of(Station.Identity, request.ConnectorId).LastOrDefault(session => session.IsRunning && session.MeterStartWh == request.MeterStart &&
            string.Equals(session.IdToken, request.IdTag, StringComparison.OrdinalIgnoreCase))?.StartTime ?? Now;
}
