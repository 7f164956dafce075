using System.Globalization;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Faults;

/// <summary>Faults that outlive a restart, by connector: only service clears them.</summary>
internal sealed class LatchedFaults
{
    private readonly WatchedStore _store;
    private readonly ILogger _logger;
    private readonly HashSet<string> _rows;

    public LatchedFaults(WatchedStore store, ILogger logger)
    {
        _store = store;
        _logger = logger;
        _rows = [.. store.Load(StoreTables.FaultsForService).Select(row => row.Key)];
    }

    public bool Contains(int connectorId, Fault fault) => _rows.Contains(Key(connectorId, fault));

    public void Set(int connectorId, Fault fault)
    {
        if (_rows.Add(Key(connectorId, fault)))
        {
            _logger.LogCritical("Connector {ConnectorId}: {Fault}; only service can clear it", connectorId, fault);
            _store.Hold([StoreChange.Put(StoreTables.FaultsForService, Key(connectorId, fault), Array.Empty<byte>())]);
        }
    }

    public void Clear(int connectorId, Fault fault)
    {
        if (_rows.Remove(Key(connectorId, fault)))
        {
            _logger.LogWarning("Connector {ConnectorId}: {Fault} was cleared by service", connectorId, fault);
            _store.Hold([StoreChange.Delete(StoreTables.FaultsForService, Key(connectorId, fault))]);
        }
    }

    private static string Key(int connectorId, Fault fault) => string.Create(CultureInfo.InvariantCulture, $"{connectorId}/{fault.Name}");
}
