using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Station.Statuses;

namespace ChargerFirmware.Station.Protocol;

/// <summary>
/// Reports the status of connectors 0 to n to the central system: all of them after a boot, the changed ones after a reconnect, and
/// each change in between, at once or when it has lasted for MinimumStatusDuration. What was not delivered is not sent later; what
/// is true now is.
/// </summary>
public sealed class StatusNotifier : IDisposable
{
    private readonly Loop _loop;
    private readonly ChargingStation _station;
    private readonly CentralSystemLink _link;
    private readonly ProtocolSettings _settings;
    private readonly IStatusMessages _messages;

    /// <summary>By connector, 0 the station: what was last reported, and what has not lasted long enough yet.</summary>
    private readonly ConnectorReport?[] _reported;
    private readonly ITimer?[] _waiting;

    // Between the start of operation and Refresh nothing is reported: it would go out once before the boot's set and once in it.
    private bool _follows;

    public StatusNotifier(Loop loop, ChargingStation station, CentralSystemLink link, ProtocolSettings settings, IStatusMessages messages)
    {
        _loop = loop;
        _station = station;
        _link = link;
        _settings = settings;
        _messages = messages;
        _reported = new ConnectorReport?[station.Connectors.Count + 1];
        _waiting = new ITimer?[_reported.Length];
        station.Reported += OnReported;
        link.OperationEnded += OnOperationEnded;
    }

    /// <summary>The link is operational: brings the central system's picture up to date.</summary>
    /// <param name="all">After a boot it has none.</param>
    public void Refresh(bool all)
    {
        _follows = true;
        if (all)
        {
            Array.Clear(_reported);
        }

        foreach (var report in Current())
        {
            ReportIfNew(report);
        }
    }

    /// <summary>Reports the present status, because the central system asked for it.</summary>
    /// <param name="connectorId">Null for all, 0 included.</param>
    public void Trigger(int? connectorId)
    {
        foreach (var report in Current().Where(report => connectorId is null || report.ConnectorId == connectorId))
        {
            Report(report, whilePending: true);
        }
    }

    public void Dispose()
    {
        _station.Reported -= OnReported;
        _link.OperationEnded -= OnOperationEnded;
        foreach (var timer in _waiting)
        {
            timer?.Dispose();
        }
    }

    private IEnumerable<ConnectorReport> Current() =>
        _station.Connectors.Select(connector => connector.LastReport).Prepend(_station.LastReport).OfType<ConnectorReport>();

    private void OnOperationEnded() => _follows = false;

    private void OnReported(ConnectorReport report)
    {
        // A fault is reported at once, and so is the first status: neither waits for MinimumStatusDuration.
        var settled = _settings.MinimumStatusDuration <= TimeSpan.Zero || report.Status == ConnectorStatus.Faulted ||
            _reported[report.ConnectorId] is not { } reported || report.Status == reported.Status;
        if (settled)
        {
            _waiting[report.ConnectorId]?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            ReportIfNew(report);
        }
        else
        {
            Settle(report.ConnectorId, _settings.MinimumStatusDuration);
        }
    }

    /// <summary>After <paramref name="wait"/> without another change, what is true then is reported.</summary>
    private void Settle(int connectorId, TimeSpan wait)
    {
        var timer = _waiting[connectorId] ??= _loop.Time.CreateTimer(
            _ => ReportIfNew(Current().First(report => report.ConnectorId == connectorId)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void ReportIfNew(ConnectorReport report)
    {
        if (_follows && _link.IsOperational && !report.SaysTheSameAs(_reported[report.ConnectorId]))
        {
            Report(report, whilePending: false);
        }
    }

    private void Report(ConnectorReport report, bool whilePending)
    {
        _reported[report.ConnectorId] = report;
        _loop.Start(async () =>
        {
            var wasDelivered = await _messages.SendAsync(report, whilePending);
            if (!wasDelivered && ReferenceEquals(_reported[report.ConnectorId], report))
            {
                // It may not have arrived: over the next link what is true then is reported.
                _reported[report.ConnectorId] = null;
            }
        });
    }
}
