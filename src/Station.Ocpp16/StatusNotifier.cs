using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Ocpp16.Link;

namespace ChargerFirmware.Station.Ocpp16;

/// <summary>
/// Tells the central system the status of connectors 0 to n: all of them after a boot, the changed ones after a reconnect in
/// their order, and each change at once in between. What nobody heard is not told later; what is true now is.
/// </summary>
internal sealed class StatusNotifier
{
    private readonly Loop _loop;
    private readonly ChargingStation _station;
    private readonly CentralSystemLink _link;
    private readonly Dictionary<int, ConnectorReport> _told = [];

    public StatusNotifier(Loop loop, ChargingStation station, CentralSystemLink link)
    {
        _loop = loop;
        _station = station;
        _link = link;
        station.Reported += OnReported;
    }

    /// <summary>The link is operational: brings the central system's picture up to date.</summary>
    /// <param name="all">After a boot it has none.</param>
    public void Refresh(bool all)
    {
        if (all)
        {
            _told.Clear();
        }

        foreach (var report in Current())
        {
            OnReported(report);
        }
    }

    /// <summary>Tells the present status, because the central system asked for it.</summary>
    /// <param name="connectorId">Null for all, 0 included.</param>
    public void Trigger(int? connectorId)
    {
        foreach (var report in Current().Where(report => connectorId is null || report.ConnectorId == connectorId))
        {
            Tell(report, whilePending: true);
        }
    }

    public void Dispose() => _station.Reported -= OnReported;

    private IEnumerable<ConnectorReport> Current() =>
        _station.Connectors.Select(connector => connector.LastReport).Prepend(_station.LastReport).OfType<ConnectorReport>();

    private void OnReported(ConnectorReport report)
    {
        if (_link.IsOperational && !report.SaysTheSameAs(_told.GetValueOrDefault(report.ConnectorId)))
        {
            Tell(report, whilePending: false);
        }
    }

    private void Tell(ConnectorReport report, bool whilePending)
    {
        _told[report.ConnectorId] = report;
        _loop.Start(() => _link.CallAsync(Ocpp16Catalog.StatusNotification, Write(report), whilePending));
    }

    private static StatusNotificationRequest Write(ConnectorReport report) => new()
    {
        ConnectorId = report.ConnectorId,
        ErrorCode = Enum.Parse<ChargePointErrorCode>(report.ErrorCode.ToString()),
        Status = Enum.Parse<ChargePointStatus>(report.Status.ToString()),
        Info = report.Info,
        Timestamp = report.Timestamp,
        VendorId = report.VendorErrorCode is null ? null : "ChargerFirmware",
        VendorErrorCode = report.VendorErrorCode,
    };
}
