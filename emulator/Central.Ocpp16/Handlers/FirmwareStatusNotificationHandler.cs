using ChargerFirmware.Central.Ocpp16.Reading;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.FirmwareManagement;

namespace ChargerFirmware.Central.Ocpp16.Handlers;

/// <summary>Keeps what a station reports of a firmware update (OCPP 1.6, 4.5).</summary>
internal sealed class FirmwareStatusNotificationHandler(Csms csms, ConnectedStation station)
    : StationHandler<FirmwareStatusNotificationRequest, FirmwareStatusNotificationResponse>(
        csms, station, Ocpp16Catalog.FirmwareStatusNotification)
{
    public override async Task<ActionReply<FirmwareStatusNotificationResponse>> HandleAsync(FirmwareStatusNotificationRequest request)
    {
        if (TolerantReader.IsKnown(request.Status))
        {
            await Station.ChangeAsync(Station.Record with { FirmwareStatus = Words.Of(request.Status) });
            await Station.KeepReportAsync(MaintenanceKind.Firmware, Words.Of(request.Status));
        }

        return new(new FirmwareStatusNotificationResponse());
    }
}
