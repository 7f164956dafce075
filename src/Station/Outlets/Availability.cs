using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Outlets;

/// <summary>
/// Which connectors were made inoperative, and whether the station itself was: kept over a restart (OCPP 1.6, 4.9). And whether the station takes
/// starts at all.
/// </summary>
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
        foreach (var row in store.Load(StoreTables.Inoperative))
        {
            if (int.TryParse(row.Key, System.Globalization.CultureInfo.InvariantCulture, out var connectorId))
            {
                _inoperative.Add(connectorId);
            }
        }
    }

    /// <summary>False while the station goes down: nothing would end a session that began now.</summary>
    public bool TakesStarts { get; set; } = true;

    /// <summary>True while a firmware update waits for transactions to end, and until it has: no start would be let finish.</summary>
    public bool HoldsStarts { get; set; }

    public bool IsOperative(int connectorId) => !_inoperative.Contains(connectorId);

    /// <summary>Whether a connector is shown as operative: it was not made inoperative, and no update holds starts back.</summary>
    public bool MayServe(int connectorId) => IsOperative(connectorId) && !HoldsStarts;

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
                    ? StoreChange.Delete(StoreTables.Inoperative, key)
                    : StoreChange.Put(StoreTables.Inoperative, key, s_inoperative));
            }
        }

        try
        {
            await _store.CommitAsync(changes);
        }
        catch (IOException refusal)
        {
            _logger.LogError("The availability could not be stored; it holds until the restart: {Problem}", refusal.Message);
        }
    }
}
