using System.Globalization;
using System.Text;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Station.Faults;

/// <summary>
/// Registers at which transactions ended while their meter did not answer, by connector: until it answers again, over restarts. What
/// was counted beyond is the gap.
/// </summary>
internal sealed class OpenGaps
{
    private readonly WatchedStore _store;
    private readonly Dictionary<int, long> _registersWh = [];

    public OpenGaps(WatchedStore store)
    {
        _store = store;
        foreach (var row in store.Load(StoreTables.OpenGaps))
        {
            if (int.TryParse(row.Key, CultureInfo.InvariantCulture, out var connectorId) &&
                long.TryParse(row.Value.Span, CultureInfo.InvariantCulture, out var registerWh))
            {
                _registersWh[connectorId] = registerWh;
            }
        }
    }

    /// <summary>The register in Wh that the last transaction was ended with, or null where no gap is open.</summary>
    public long? Find(int connectorId) => _registersWh.TryGetValue(connectorId, out var registerWh) ? registerWh : null;

    public void Open(int connectorId, long registerWh)
    {
        _registersWh[connectorId] = registerWh;
        _store.Hold([StoreChange.Put(
            StoreTables.OpenGaps, Key(connectorId), Encoding.ASCII.GetBytes(registerWh.ToString(CultureInfo.InvariantCulture)))]);
    }

    public void Close(int connectorId)
    {
        _registersWh.Remove(connectorId);
        _store.Hold([StoreChange.Delete(StoreTables.OpenGaps, Key(connectorId))]);
    }

    private static string Key(int connectorId) => connectorId.ToString(CultureInfo.InvariantCulture);
}
