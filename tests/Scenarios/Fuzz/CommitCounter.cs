using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Tests.Scenarios.Fuzz;

/// <summary>A store in memory that counts how often it was written.</summary>
internal sealed class CommitCounter : IStationStore
{
    private readonly MemoryStore _rows = new();

    public int Commits { get; private set; }

    public IReadOnlyList<StoreRow> Load(string table) => _rows.Load(table);

    public Task CommitAsync(IReadOnlyList<StoreChange> changes)
    {
        Commits++;
        return _rows.CommitAsync(changes);
    }
}
