using ChargerFirmware.Central.Ocpp16.Reading;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.FirmwareManagement;

namespace ChargerFirmware.Central.Ocpp16.Handlers;

/// <summary>Keeps what a station reports of an upload of diagnostics (OCPP 1.6, 4.4).</summary>
internal sealed class DiagnosticsStatusNotificationHandler(Csms csms, ConnectedStation station)
    : StationHandler<DiagnosticsStatusNotificationRequest, DiagnosticsStatusNotificationResponse>(
        csms, station, Ocpp16Catalog.DiagnosticsStatusNotification)
{
    public override async Task<ActionReply<DiagnosticsStatusNotificationResponse>> HandleAsync(DiagnosticsStatusNotificationRequest request)
    {
        if (TolerantReader.IsKnown(request.Status))
        {
            await Station.ChangeAsync(Station.Record with { DiagnosticsStatus = Words.Of(request.Status) });
            await Station.KeepReportAsync(MaintenanceKind.Diagnostics, Words.Of(request.Status));
        }

        return new(new DiagnosticsStatusNotificationResponse());
    }
}
