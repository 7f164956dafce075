using ChargerFirmware.Central.Ocpp16.Reading;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;

namespace ChargerFirmware.Central.Ocpp16.Handlers;

/// <summary>Keeps the status of a station's connectors (OCPP 1.6, 4.9).</summary>
internal sealed class StatusNotificationHandler(Csms csms, ConnectedStation station)
    : StationHandler<StatusNotificationRequest, StatusNotificationResponse>(csms, station, Ocpp16Catalog.StatusNotification)
{
    public override async Task<ActionReply<StatusNotificationResponse>> HandleAsync(StatusNotificationRequest request)
    {
        if (TolerantReader.IsKnown(request.Status))
        {
            await Station.KeepAsync(new ConnectorRecord(
                Station.Identity, null, request.ConnectorId, Words.Of(request.Status), request.Timestamp, Now)
            {
                ErrorCode = Words.Of(request.ErrorCode),
                Info = request.Info,
                VendorId = request.VendorId,
                VendorErrorCode = request.VendorErrorCode,
            });
        }

        return new(new StatusNotificationResponse());
    }
}
