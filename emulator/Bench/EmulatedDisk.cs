using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Bench;

/// <summary>A store on a disk that can fail: what stands on it can be read, nothing can be written.</summary>
internal sealed class EmulatedDisk(IStationStore store, Computer computer) : IStationStore
{
    public IReadOnlyList<StoreRow> Load(string table) => store.Load(table);

    public Task CommitAsync(IReadOnlyList<StoreChange> changes) => computer.DiskFails
        ? Task.FromException(new IOException("the emulated disk cannot be written"))
        : store.CommitAsync(changes);
}
