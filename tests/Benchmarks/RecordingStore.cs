using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Tests.Benchmarks;

/// <summary>A store in memory that remembers every commit.</summary>
internal sealed class RecordingStore : IStationStore
{
    private readonly MemoryStore _store = new();
    private readonly List<IReadOnlyList<StoreChange>> _commits = [];

    public IReadOnlyList<IReadOnlyList<StoreChange>> Commits => _commits;

    public IReadOnlyList<StoreRow> Load(string table) => _store.Load(table);

    public Task CommitAsync(IReadOnlyList<StoreChange> changes)
    {
        _commits.Add([.. changes]);
        return _store.CommitAsync(changes);
    }
}
