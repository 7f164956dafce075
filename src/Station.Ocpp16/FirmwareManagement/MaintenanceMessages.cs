using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.FirmwareManagement;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Ocpp16.Mapping;
using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Station.Protocol.Maintenance;
using UploadStatus = ChargerFirmware.Station.Maintenance.DiagnosticsStatus;

namespace ChargerFirmware.Station.Ocpp16.FirmwareManagement;

/// <summary>FirmwareStatusNotification and DiagnosticsStatusNotification (OCPP 1.6, 4.4 and 4.5).</summary>
internal sealed class MaintenanceMessages(CentralSystemLink link) : IMaintenanceMessages
{
    public Task<bool> SendAsync(FirmwareUpdateStatus status, bool whilePending) => SendAsync(
        Ocpp16Catalog.FirmwareStatusNotification,
        new FirmwareStatusNotificationRequest { Status = FirmwareUpdateStatuses.Write(status) },
        whilePending);

    public Task<bool> SendAsync(UploadStatus status, bool whilePending) => SendAsync(
        Ocpp16Catalog.DiagnosticsStatusNotification,
        new DiagnosticsStatusNotificationRequest { Status = DiagnosticsStatuses.Write(status) },
        whilePending);

    private async Task<bool> SendAsync<TRequest, TResponse>(TypedAction<TRequest, TResponse> action, TRequest request, bool whilePending)
        where TRequest : class
        where TResponse : class =>
        (await link.CallAsync(action, request, whilePending))?.End is CallEnd.Result or CallEnd.Error;
}
