using System.Globalization;
using System.Text;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Station.Faults;

/// <summary>
/// Where registers stood when transactions ended while their meter did not answer, by connector: until it answers again, over restarts.
/// What was counted beyond is the gap. A row is the register in Wh, then the time and the meter's serial number as far as they are known.
/// </summary>
internal sealed class OpenGaps
{
    private readonly WatchedStore _store;
    private readonly Dictionary<int, RegisterMark> _marks = [];

    public OpenGaps(WatchedStore store)
    {
        _store = store;
        foreach (var row in store.Load(StoreTables.EnergyGaps))
        {
            if (int.TryParse(row.Key, CultureInfo.InvariantCulture, out var connectorId) && Parse(Encoding.UTF8.GetString(row.Value.Span)) is { } mark)
            {
                _marks[connectorId] = mark;
            }
        }
    }

    /// <summary>What the last transaction was ended with, or null where no gap is open.</summary>
    public RegisterMark? Find(int connectorId) => _marks.GetValueOrDefault(connectorId);

    public void Open(int connectorId, RegisterMark mark)
    {
        _marks[connectorId] = mark;
        var text = string.Create(CultureInfo.InvariantCulture, $"{mark.RegisterWh} {mark.At:O} {mark.SerialNumber}");
        _store.Hold([StoreChange.Put(StoreTables.EnergyGaps, Key(connectorId), Encoding.UTF8.GetBytes(text))]);
    }

    public void Close(int connectorId)
    {
        _marks.Remove(connectorId);
        _store.Hold([StoreChange.Delete(StoreTables.EnergyGaps, Key(connectorId))]);
    }

    private static RegisterMark? Parse(string text)
    {
        var words = text.Split(' ', 3);
        var at = words.Length > 1 && DateTimeOffset.TryParseExact(
            words[1], "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : (DateTimeOffset?)null;
        return long.TryParse(words[0], CultureInfo.InvariantCulture, out var registerWh)
            ? new RegisterMark(registerWh, words is [_, _, { Length: > 0 } serialNumber] ? serialNumber : null, at)
            : null;
    }

    private static string Key(int connectorId) => connectorId.ToString(CultureInfo.InvariantCulture);
}
