using System.Globalization;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Sessions;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Station.Connectors;

/// <summary>
/// Logs each fault that is raised or cleared. Where a reader takes such events, the open faults are kept: one that went while the
/// station was off is logged as cleared, and one that is still there is not logged twice.
/// </summary>
internal sealed class FaultEvents : IDisposable
{
    /// <summary>A station that has just started sees by then what is still wrong.</summary>
    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(1);

    private readonly StationContext _context;
    private readonly IReadOnlyList<Connector> _connectors;
    private readonly HashSet<(int ConnectorId, string Fault)> _open = [];
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

        Action<FaultSet, Fault, bool> note = Note;
        foreach (var faults in All)
        {
            foreach (var fault in faults.Active)
            {
                Note(faults, fault, isRaised: true);
            }

            faults.Changed += note;
        }
    }

    private IEnumerable<FaultSet> All => _connectors.Select(connector => connector.Faults).Prepend(_context.Faults);

    public void Dispose()
    {
        _settled?.Dispose();
        foreach (var faults in All)
        {
            faults.Changed -= Note;
        }
    }

    private void Remember(string key)
    {
        if (key.Split('/') is [var number, var fault] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var connectorId))
        {
            _open.Add((connectorId, fault));
        }
    }

    private void Note(FaultSet faults, Fault fault, bool isRaised) => Note(faults.ConnectorId, fault, isRaised);

    private void Note(int connectorId, Fault fault, bool isRaised)
    {
        var changed = isRaised ? _open.Add((connectorId, fault.Name)) : _open.Remove((connectorId, fault.Name));
        if (changed)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{connectorId}/{fault.Name}");
            var with = isRaised
                ? StoreChange.Put(StoreTables.OpenFaults, key, Array.Empty<byte>())
                : StoreChange.Delete(StoreTables.OpenFaults, key);
            var transactionKey = Find(connectorId)?.Transaction?.Key;
            _context.Loop.Start(() => _context.Events.FaultChangedAsync(fault, isRaised, connectorId, transactionKey, with));
        }
    }

    /// <summary>Null for the station, and for a connector that the board has no more.</summary>
    private Connector? Find(int connectorId) => _connectors.FirstOrDefault(connector => connector.Id == connectorId);

    private void ClearWhatWent()
    {
        foreach (var (connectorId, name) in _open.ToList())
        {
            var faults = connectorId == 0 ? _context.Faults : Find(connectorId)?.Faults;
            if (faults?.Any(fault => fault.Name == name) != true && KnownFaults.All.FirstOrDefault(fault => fault.Name == name) is { } gone)
            {
                Note(connectorId, gone, isRaised: false);
            }
        }
    }
}
