using System.Globalization;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Transactions;

/// <summary>The cables that are held, by connector; kept over a restart, for a restart must not give a cable to a stranger.</summary>
internal sealed class CableHolds
{
    private readonly WatchedStore _store;
    private readonly Dictionary<int, CableHold> _holds = [];

    public CableHolds(WatchedStore store, ILogger logger)
    {
        _store = store;
        foreach (var row in store.Load(StoreTables.HeldCables))
        {
            if (int.TryParse(row.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var connectorId) &&
                row.Read(StoreTables.HeldCables, CableHoldJson.Default.CableHold, logger) is { } hold)
            {
                _holds[connectorId] = hold;
            }
        }
    }

    public CableHold? At(int connectorId) => _holds.GetValueOrDefault(connectorId);

    /// <summary>
    /// Takes effect at once. A hold is written with the commit that follows, which is the end of its transaction; a release by one of its own.
    /// </summary>
    public void Set(int connectorId, CableHold? hold)
    {
        if (hold == At(connectorId))
        {
            return;
        }

        var key = connectorId.ToString(CultureInfo.InvariantCulture);
        if (hold is null)
        {
            _holds.Remove(connectorId);
            _store.Hold([StoreChange.Delete(StoreTables.HeldCables, key)]);
        }
        else
        {
            _holds[connectorId] = hold;
            _store.HoldForNext([StoredJson.Put(StoreTables.HeldCables, key, hold, CableHoldJson.Default.CableHold)]);
        }
    }
}
