using ChargerFirmware.Hardware;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Sessions;
using ChargerFirmware.Station.Statuses;

namespace ChargerFirmware.Station.Connectors;

/// <summary>
/// Logs cables that come and go, the states of running transactions, and what charging profiles or an operator allow them: what happens
/// beside begin, samples and end.
/// </summary>
internal sealed class ConnectorEvents
{
    private readonly StationContext _context;
    private readonly IReadOnlyList<Connector> _connectors;
    private readonly ConnectorStatus[] _last;

    public ConnectorEvents(StationContext context, IReadOnlyList<Connector> connectors)
    {
        _context = context;
        _connectors = connectors;
        _last = [.. connectors.Select(connector => connector.Status)];
        Action<Connector, PlugState> onPlug = OnPlug;
        Action<ConnectorReport> onReported = OnReported;
        Action<Connector> onLimit = OnLimit;
        foreach (var connector in connectors)
        {
            connector.PlugChanged += onPlug;
            connector.Reported += onReported;
            connector.ProfileLimitChanged += onLimit;
        }
    }

    private void OnPlug(Connector connector, PlugState plug) => _context.Note(new PlugChanged
    {
        ConnectorId = connector.Id,
        TransactionKey = connector.Transaction?.Key,
        Trigger = connector.IsPlugged ? EventTrigger.CablePluggedIn : EventTrigger.CableUnplugged,
        StampedAt = _context.Clock.UtcNow,
        ClockWasKnown = _context.Clock.IsSynchronised,
        Plug = plug,
    });

    private void OnReported(ConnectorReport report)
    {
        var connector = _connectors[report.ConnectorId - 1];
        if (connector.Transaction is { } transaction && report.Status != _last[report.ConnectorId - 1])
        {
            _context.Note(new ChargingStateChanged
            {
                ConnectorId = connector.Id,
                TransactionKey = transaction.Key,
                Trigger = EventTrigger.ChargingStateChanged,
                StampedAt = _context.Clock.At(report.Since),
                ClockWasKnown = _context.Clock.IsSynchronised,
                Status = report.Status,
            });
        }

        _last[report.ConnectorId - 1] = report.Status;
    }

    private void OnLimit(Connector connector)
    {
        if (connector.Transaction is { } transaction)
        {
            _context.Note(new LimitChanged
            {
                ConnectorId = connector.Id,
                TransactionKey = transaction.Key,
                Trigger = EventTrigger.ChargingRateChanged,
                StampedAt = _context.Clock.UtcNow,
                ClockWasKnown = _context.Clock.IsSynchronised,
                Limit = connector.ProfileLimit,
            });
        }
    }
}
