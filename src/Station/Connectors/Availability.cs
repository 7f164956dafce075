using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Connectors;

/// <summary>Which connectors were made inoperative, and whether the station itself was. Kept over a restart (OCPP 1.6, 4.9).</summary>
internal sealed class Availability
{
    /// <summary>The station itself, beside the numbers of its connectors, which begin with 1.</summary>
    public const int Station = 0;

    private static readonly byte[] s_inoperative = "Inoperative"u8.ToArray();
    private readonly IStationStore _store;
    private readonly ILogger _logger;
    private readonly HashSet<int> _inoperative = [];

    public Availability(IStationStore store, ILogger logger)
    {
        _store = store;
        _logger = logger;
        foreach (var row in store.Load(StoreTables.Availability))
        {
            if (int.TryParse(row.Key, System.Globalization.CultureInfo.InvariantCulture, out var connectorId))
            {
                _inoperative.Add(connectorId);
            }
        }
    }

    public bool IsOperative(int connectorId) => !_inoperative.Contains(connectorId);

    /// <summary>Takes effect at once; a store that cannot be written costs only its survival.</summary>
    public async Task SetAsync(IEnumerable<int> connectorIds, bool operative)
    {
        var changes = new List<StoreChange>();
        foreach (var id in connectorIds)
        {
            var changed = operative ? _inoperative.Remove(id) : _inoperative.Add(id);
            if (changed)
            {
                var key = id.ToString(System.Globalization.CultureInfo.InvariantCulture);
                changes.Add(operative
                    ? StoreChange.Delete(StoreTables.Availability, key)
                    : StoreChange.Put(StoreTables.Availability, key, s_inoperative));
            }
        }

        try
        {
            await _store.CommitAsync(changes);
        }
        catch (IOException refusal)
        {
            _logger.LogError(refusal, "The availability could not be stored; it holds until the restart");
        }
    }
}
