using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Tests.Unit.Station.Events;

/// <summary>A store that counts its commits, and refuses them on request.</summary>
internal sealed class RefusingStore : IStationStore
{
    private readonly MemoryStore _store = new();

    public bool Fails { get; set; }

    public int Commits { get; private set; }

    public IReadOnlyList<StoreRow> Load(string table) => _store.Load(table);

    public Task CommitAsync(IReadOnlyList<StoreChange> changes)
    {
        Commits++;
        return Fails ? Task.FromException(new IOException("refused")) : _store.CommitAsync(changes);
    }
}
