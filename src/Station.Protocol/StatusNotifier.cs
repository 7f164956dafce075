using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Station.Statuses;

namespace ChargerFirmware.Station.Protocol;

/// <summary>
/// Tells the central system the status of connectors 0 to n: all of them after a boot, the changed ones after a reconnect, and
/// each change in between, at once or when it has lasted for MinimumStatusDuration. What nobody heard is not told later; what
/// is true now is.
/// </summary>
public sealed class StatusNotifier : IDisposable
{
    private readonly Loop _loop;
    private readonly ChargingStation _station;
    private readonly CentralSystemLink _link;
    private readonly ProtocolSettings _settings;
    private readonly IStatusMessages _messages;

    /// <summary>By connector, 0 the station: what the central system was told, and what waits to have lasted.</summary>
    private readonly ConnectorReport?[] _told;
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
        _told = new ConnectorReport?[station.Connectors.Count + 1];
        _waiting = new ITimer?[_told.Length];
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
            Array.Clear(_told);
        }

        foreach (var report in Current())
        {
            TellIfNew(report);
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
        // A fault is told at once: nobody wants to wait for it to last. So is what nothing was told of yet.
        var settled = _settings.MinimumStatusDuration <= TimeSpan.Zero || report.Status == ConnectorStatus.Faulted ||
            _told[report.ConnectorId] is not { } told || report.Status == told.Status;
        if (settled)
        {
            _waiting[report.ConnectorId]?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            TellIfNew(report);
        }
        else
        {
            Settle(report.ConnectorId, _settings.MinimumStatusDuration);
        }
    }

    /// <summary>After <paramref name="wait"/> without another change, what is true then is told.</summary>
    private void Settle(int connectorId, TimeSpan wait)
    {
        var timer = _waiting[connectorId] ??= _loop.Time.CreateTimer(
            _ => TellIfNew(Current().First(report => report.ConnectorId == connectorId)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void TellIfNew(ConnectorReport report)
    {
        if (_follows && _link.IsOperational && !report.SaysTheSameAs(_told[report.ConnectorId]))
        {
            Tell(report, whilePending: false);
        }
    }

    private void Tell(ConnectorReport report, bool whilePending)
    {
        _told[report.ConnectorId] = report;
        _loop.Start(async () =>
        {
            var wasHeard = await _messages.SendAsync(report, whilePending);
            if (!wasHeard && ReferenceEquals(_told[report.ConnectorId], report))
            {
                // Nobody knows whether it was heard: the next link tells what is true then.
                _told[report.ConnectorId] = null;
            }
        });
    }
}
