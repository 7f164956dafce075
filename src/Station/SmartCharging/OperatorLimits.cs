using System.Globalization;
using ChargerFirmware.Station.Profiles;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.SmartCharging;

/// <summary>
/// Limits and pauses that an operator of the site sets, beside the central system and its profiles: the least of all holds. They are kept
/// until the operator takes them back, also over a restart, for a fuse that asks for a limit is still the same one then. Used on the loop only.
/// </summary>
public sealed class OperatorLimits
{
    private readonly WatchedStore _store;
    private readonly Dictionary<int, OperatorOrder> _orders = [];

    internal OperatorLimits(WatchedStore store, ILogger logger)
    {
        _store = store;
        foreach (var row in store.Load(StoreTables.OperatorOrders))
        {
            if (int.TryParse(row.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var connectorId) &&
                row.Read(StoreTables.OperatorOrders, ProfileJson.Default.OperatorOrder, logger) is { } order)
            {
                _orders[connectorId] = order;
            }
        }
    }

    /// <summary>An order was given or taken back, and holds. Raised on the loop.</summary>
    public event Action? Changed;

    /// <summary>Whether there is any order at all.</summary>
    public bool HasOrders => _orders.Count > 0;

    public OperatorOrder OrderAt(int connectorId) => _orders.GetValueOrDefault(connectorId, OperatorOrder.None);

    /// <summary>Limits a connector. Holds at once; ends when it would survive a power cut, or is held until the store can be written.</summary>
    /// <param name="limit">Not negative; null takes the limit back.</param>
    public Task SetLimitAsync(int connectorId, RateLimit? limit) => SetAsync(connectorId, OrderAt(connectorId) with { Limit = limit });

    /// <summary>Offers nothing at a connector, or again what else allows. As <see cref="SetLimitAsync"/>.</summary>
    public Task SetPausedAsync(int connectorId, bool isPaused) => SetAsync(connectorId, OrderAt(connectorId) with { IsPaused = isPaused });

    private Task SetAsync(int connectorId, OperatorOrder order)
    {
        if (order == OrderAt(connectorId))
        {
            return Task.CompletedTask;
        }

        var key = connectorId.ToString(CultureInfo.InvariantCulture);
        StoreChange change;
        if (order == OperatorOrder.None)
        {
            _orders.Remove(connectorId);
            change = StoreChange.Delete(StoreTables.OperatorOrders, key);
        }
        else
        {
            _orders[connectorId] = order;
            change = StoredJson.Put(StoreTables.OperatorOrders, key, order, ProfileJson.Default.OperatorOrder);
        }

        var writing = _store.CommitOrHoldAsync([change]);
        Changed?.Invoke();
        return writing;
    }
}
