using ChargerFirmware.Central.Ocpp16.Reading;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;

namespace ChargerFirmware.Central.Ocpp16.Handlers;

/// <summary>Keeps meter values, of a transaction or not (OCPP 1.6, 4.7).</summary>
internal sealed class MeterValuesHandler(Csms csms, ConnectedStation station, TransactionIds transactions)
    : StationHandler<MeterValuesRequest, MeterValuesResponse>(csms, station, Ocpp16Catalog.MeterValues)
{
    public override async Task<ActionReply<MeterValuesResponse>> HandleAsync(MeterValuesRequest request)
    {
        var session = request.TransactionId is { } id ? await transactions.FindAsync(id, request.ConnectorId) : null;
        await Csms.Sessions.KeepAsync(Station.Identity, request.ConnectorId, session?.Id, Samples.Of(request.MeterValue));
        return new(new MeterValuesResponse());
    }
}
