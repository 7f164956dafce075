using System.Globalization;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Faults;

/// <summary>Causes that outlive a restart, by connector: only service clears them.</summary>
internal sealed class LatchedCauses
{
    private readonly WatchedStore _store;
    private readonly ILogger _logger;
    private readonly HashSet<string> _rows;

    public LatchedCauses(WatchedStore store, ILogger logger)
    {
        _store = store;
        _logger = logger;
        _rows = [.. store.Load(StoreTables.CausesForService).Select(row => row.Key)];
    }

    public bool Contains(int connectorId, Cause cause) => _rows.Contains(Key(connectorId, cause));

    public void Set(int connectorId, Cause cause)
    {
        if (_rows.Add(Key(connectorId, cause)))
        {
            _logger.LogCritical("Connector {ConnectorId}: {Cause}; only service can clear it", connectorId, cause);
            _store.Hold([StoreChange.Put(StoreTables.CausesForService, Key(connectorId, cause), Array.Empty<byte>())]);
        }
    }

    public void Clear(int connectorId, Cause cause)
    {
        if (_rows.Remove(Key(connectorId, cause)))
        {
            _logger.LogWarning("Connector {ConnectorId}: {Cause} was cleared by service", connectorId, cause);
            _store.Hold([StoreChange.Delete(StoreTables.CausesForService, Key(connectorId, cause))]);
        }
    }

    private static string Key(int connectorId, Cause cause) => string.Create(CultureInfo.InvariantCulture, $"{connectorId}/{cause.Name}");
}
