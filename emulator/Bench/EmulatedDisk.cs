using ChargerFirmware.Emulator.Physics;
using ChargerFirmware.Station.Storage;

namespace ChargerFirmware.Bench;

/// <summary>
/// The store as one run of a station sees it: on a disk that can fail (what stands on it can be read, nothing can be written), and
/// for no longer than the run: what an ended program would still write, nobody writes.
/// </summary>
internal sealed class EmulatedDisk(IStationStore store, Computer computer) : IStationStore
{
    private const string Refusal = "the emulated disk cannot be written";

    private static readonly Task s_never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously).Task;
    private static readonly Task<bool> s_neverKept = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously).Task;

    private bool _ended;

    public string? Damage { get; } = computer.StoreDamaged ? "an emulated file" : store.Damage;

    public string? Problem => computer.DiskFails ? Refusal : store.Problem;

    public bool NeedsRestart => store.NeedsRestart;

    public event Action Noticed
    {
        add => store.Noticed += value;
        remove => store.Noticed -= value;
    }

    public IReadOnlyList<StoreRow> Load(string table) => store.Load(table);

    public Task CommitAsync(IReadOnlyList<StoreChange> changes)
    {
        if (_ended)
        {
            return s_never;
        }

        return computer.DiskFails ? Task.FromException(new IOException(Refusal)) : store.CommitAsync(changes);
    }

    public Task<bool> KeepAsync(IReadOnlyList<StoreChange> changes)
    {
        if (_ended)
        {
            return s_neverKept;
        }

        return computer.DiskFails ? Task.FromResult(false) : store.KeepAsync(changes);
    }

    /// <summary>The program that wrote to it has ended.</summary>
    /// <param name="powerFailed">Then what was not synced is lost.</param>
    public void End(bool powerFailed)
    {
        _ended = true;
        if (powerFailed && store is MemoryStore memory)
        {
            memory.CutPower();
        }
    }
}
