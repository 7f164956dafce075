namespace ChargerFirmware.Station.Storage;

/// <summary>The rows of a store in memory: tables by name, rows by key in ordinal order.</summary>
public sealed class StoreImage
{
    private readonly Dictionary<string, SortedDictionary<string, ReadOnlyMemory<byte>>> _tables = new(StringComparer.Ordinal);

    /// <summary>Rows in all tables.</summary>
    public int Count => _tables.Values.Sum(rows => rows.Count);

    public IReadOnlyList<StoreRow> Rows(string table) =>
        _tables.TryGetValue(table, out var rows) ? [.. rows.Select(row => new StoreRow(row.Key, row.Value))] : [];

    /// <summary>Carries out the changes in their order. The bytes are copied.</summary>
    public void Apply(IEnumerable<StoreChange> changes)
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
    }

    /// <summary>Whether the row that the change is about already stands as the change would leave it.</summary>
    public bool Has(StoreChange change)
    {
        ReadOnlyMemory<byte> value = default;
        var isThere = _tables.TryGetValue(change.Table, out var rows) && rows.TryGetValue(change.Key, out value);
        return change.Value is { } wanted ? isThere && value.Span.SequenceEqual(wanted.Span) : !isThere;
    }

    /// <summary>What makes an empty store into this one.</summary>
    public IEnumerable<StoreChange> AsChanges() =>
        _tables.SelectMany(table => table.Value.Select(row => StoreChange.Put(table.Key, row.Key, row.Value)));
}
