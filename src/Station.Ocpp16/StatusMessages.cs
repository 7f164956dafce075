using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Ocpp16.Core;
using ChargerFirmware.Station.Ocpp16.Mapping;
using ChargerFirmware.Station.Protocol;
using ChargerFirmware.Station.Protocol.Link;

namespace ChargerFirmware.Station.Ocpp16;

/// <summary>StatusNotification (OCPP 1.6, 4.9).</summary>
internal sealed class StatusMessages(ChargingStation station, CentralSystemLink link) : IStatusMessages
{
    public async Task<bool> SendAsync(ConnectorReport report, bool whilePending) =>
        (await link.CallAsync(Ocpp16Catalog.StatusNotification, Write(report), whilePending))?.End is CallEnd.Result or CallEnd.Error or CallEnd.Unreadable;

    private StatusNotificationRequest Write(ConnectorReport report) => new()
    {
        ConnectorId = report.ConnectorId,
        ErrorCode = ErrorCodes.Write(report.ErrorCode),
        Status = ConnectorStatuses.Write(report.Status),
        Info = report.Info,
        Timestamp = station.Clock.At(report.Since),
        VendorId = report.VendorErrorCode is null ? null : DataTransferHandler.VendorId,
        VendorErrorCode = report.VendorErrorCode,
    };
}
