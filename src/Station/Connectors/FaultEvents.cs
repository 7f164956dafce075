using System.Globalization;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Sessions;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Station.Connectors;

/// <summary>
/// Logs each fault that is raised or cleared. Where somebody takes such events, which faults are open is kept: one that went while the
/// station was off is logged as cleared, and one that is still there is not logged twice.
/// </summary>
internal sealed class FaultEvents : IDisposable
{
    /// <summary>A station that has just started sees by then what is still wrong.</summary>
    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(1);

    private readonly StationContext _context;
    private readonly IReadOnlyList<Connector> _connectors;
    private readonly HashSet<(int ConnectorId, string Cause)> _open = [];
    private readonly List<Action> _unwatch = [];
    private readonly ITimer? _settled;

    public FaultEvents(StationContext context, IReadOnlyList<Connector> connectors, WatchedStore store)
    {
        _context = context;
        _connectors = connectors;
        if (context.Events.IsTaken(EventKinds.Faults))
        {
            foreach (var row in store.Load(StoreTables.OpenFaults))
            {
                Remember(row.Key);
            }
        }

        if (_open.Count > 0)
        {
            _settled = context.Time.CreateTimer(static watch => ((FaultEvents)watch!).ClearWhatWent(), this, s_settled, Timeout.InfiniteTimeSpan);
        }

        Watch(0, context.Causes);
        foreach (var connector in connectors)
        {
            Watch(connector.Id, connector.Causes);
        }
    }

    public void Dispose()
    {
        _settled?.Dispose();
        _unwatch.ForEach(unwatch => unwatch());
    }

    private void Remember(string key)
    {
        if (key.Split('/') is [var number, var cause] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var connectorId))
        {
            _open.Add((connectorId, cause));
        }
    }

    private void Watch(int connectorId, CauseSet causes)
    {
        foreach (var cause in causes.Active)
        {
            Note(connectorId, cause, isRaised: true);
        }

        Action<Cause, bool> note = (cause, isRaised) => Note(connectorId, cause, isRaised);
        causes.Changed += note;
        _unwatch.Add(() => causes.Changed -= note);
    }

    private void Note(int connectorId, Cause cause, bool isRaised)
    {
        var changed = isRaised ? _open.Add((connectorId, cause.Name)) : _open.Remove((connectorId, cause.Name));
        if (changed)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{connectorId}/{cause.Name}");
            var with = isRaised
                ? StoreChange.Put(StoreTables.OpenFaults, key, Array.Empty<byte>())
                : StoreChange.Delete(StoreTables.OpenFaults, key);
            var transactionKey = Find(connectorId)?.Transaction?.Key;
            _context.Loop.Start(() => _context.Events.FaultChangedAsync(cause, isRaised, connectorId, transactionKey, with));
        }
    }

    /// <summary>Null for the station, and for a connector that the board has no more.</summary>
    private Connector? Find(int connectorId) => _connectors.FirstOrDefault(connector => connector.Id == connectorId);

    private void ClearWhatWent()
    {
        foreach (var (connectorId, name) in _open.ToList())
        {
            var causes = connectorId == 0 ? _context.Causes : Find(connectorId)?.Causes;
            if (causes?.Any(cause => cause.Name == name) != true && Causes.All.FirstOrDefault(cause => cause.Name == name) is { } gone)
            {
                Note(connectorId, gone, isRaised: false);
            }
        }
    }
}
