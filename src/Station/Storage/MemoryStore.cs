namespace ChargerFirmware.Station.Storage;

/// <summary>A store that lasts as long as its process: for scenarios, and for a station that shall forget.</summary>
public sealed class MemoryStore : IStationStore
{
    private readonly Dictionary<string, SortedDictionary<string, ReadOnlyMemory<byte>>> _tables = new(StringComparer.Ordinal);

    public IReadOnlyList<StoreRow> Load(string table) =>
        _tables.TryGetValue(table, out var rows) ? [.. rows.Select(row => new StoreRow(row.Key, row.Value))] : [];

    public Task CommitAsync(IReadOnlyList<StoreChange> changes)
    {
        foreach (var change in changes)
        {
            if (!_tables.TryGetValue(change.Table, out var rows))
            {
                _tables.Add(change.Table, rows = new(StringComparer.Ordinal));
            }

            if (change.Value is { } value)
            {
                rows[change.Key] = value.ToArray();
            }
            else
            {
                rows.Remove(change.Key);
            }
        }

        return Task.CompletedTask;
    }
}
