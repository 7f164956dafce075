using System.Globalization;
using System.Text;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Composition;

/// <summary>How often a station has started on its store, so that one seed does not give two starts the same chance.</summary>
internal static class StartCount
{
    private const string Row = "count";

    /// <summary>The number of this start, from 1, kept for the next one; a store that cannot be written keeps it in memory meanwhile.</summary>
    public static long Next(WatchedStore store)
    {
        var before = store.Load(StoreTables.Starts).FirstOrDefault(row => row.Key == Row) is { } row &&
            long.TryParse(row.Value.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
        var now = before + 1;
        store.Hold([StoreChange.Put(StoreTables.Starts, Row, Encoding.ASCII.GetBytes(now.ToString(CultureInfo.InvariantCulture)))]);
        return now;
    }
}
