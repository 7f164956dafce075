using System.Globalization;
using ChargerFirmware.Station;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Telemetry.Journal;

/// <summary>
/// Makes an event of each fault that comes or goes. Which ones are open is kept: a fault that went while the station was off is told as
/// cleared, and one that is still there is not told twice.
/// </summary>
internal sealed class FaultWatch : IDisposable
{
    /// <summary>In the same table as the events, and never taken for one: those begin with a digit.</summary>
    private const string KeyPrefix = "open/";

    /// <summary>A station that has just started sees by then what is still wrong.</summary>
    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(1);

    private readonly ChargingStation _station;
    private readonly EventJournal _events;
    private readonly HashSet<(int ConnectorId, string Cause)> _open = [];
    private readonly List<Action> _unwatch = [];
    private readonly ITimer _settled;

    public FaultWatch(TelemetrySources sources, EventJournal events)
    {
        _station = sources.Station;
        _events = events;
        foreach (var row in sources.Store.Load(StoreTables.TelemetryEvents))
        {
            Remember(row.Key);
        }

        Watch(0, _station.Causes);
        foreach (var connector in _station.Connectors)
        {
            Watch(connector.Id, connector.Causes);
        }

        _settled = sources.Loop.Time.CreateTimer(_ => events.Isolation.Run(ClearWhatWent), null, s_settled, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _settled.Dispose();
        _unwatch.ForEach(unwatch => unwatch());
    }

    private static string Key(int connectorId, string cause) => string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}{connectorId}/{cause}");

    private void Remember(string key)
    {
        if (key.StartsWith(KeyPrefix, StringComparison.Ordinal) && key.Split('/') is [_, var number, var cause] &&
            int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var connectorId))
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

        Action<Cause, bool> note = (cause, isRaised) => _events.Isolation.Run(() => Note(connectorId, cause, isRaised));
        causes.Changed += note;
        _unwatch.Add(() => causes.Changed -= note);
    }

    private void Note(int connectorId, Cause cause, bool isRaised)
    {
        var changed = isRaised ? _open.Add((connectorId, cause.Name)) : _open.Remove((connectorId, cause.Name));
        if (changed)
        {
            var key = Key(connectorId, cause.Name);
            var with = isRaised
                ? StoreChange.Put(StoreTables.TelemetryEvents, key, Array.Empty<byte>())
                : StoreChange.Delete(StoreTables.TelemetryEvents, key);
            var transaction = _station.Find(connectorId)?.Transaction?.Key;
            _events.Isolation.Start(() => _events.AddAsync(cause, isRaised, connectorId, transaction, with));
        }
    }

    private void ClearWhatWent()
    {
        foreach (var (connectorId, name) in _open.ToList())
        {
            var causes = connectorId == 0 ? _station.Causes : _station.Find(connectorId)?.Causes;
            if (causes?.Any(cause => cause.Name == name) != true && Causes.All.FirstOrDefault(cause => cause.Name == name) is { } gone)
            {
                Note(connectorId, gone, isRaised: false);
            }
        }
    }
}
