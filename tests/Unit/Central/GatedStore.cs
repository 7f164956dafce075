using ChargerFirmware.Central.Records;
using ChargerFirmware.Central.Store;

namespace ChargerFirmware.Tests.Unit.Central;

/// <summary>A store that takes its time, and refuses, when the test wants it.</summary>
internal sealed class GatedStore(MemoryStore inner) : ICentralStore
{
    private TaskCompletionSource? _gate;

    /// <summary>Whether changes are refused.</summary>
    public bool Refuses { get; set; }

    /// <summary>Changes wait from now on.</summary>
    public void Close() => _gate ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What waits is kept, in its order.</summary>
    public void Open()
    {
        _gate?.SetResult();
        _gate = null;
    }

    public async Task WriteAsync(params IReadOnlyList<StoreChange> changes)
    {
        if (_gate is { } gate)
        {
            await gate.Task;
        }

        if (Refuses)
        {
            throw new StoreException("the disk is full");
        }

        await inner.WriteAsync(changes);
    }

    public Task<StoredState> LoadAsync() => inner.LoadAsync();

    public Task<long> TakeSessionIdsAsync(int count) => inner.TakeSessionIdsAsync(count);

    public void Write(StoreChange.Frame frame) => inner.Write(frame);

    public Task<SessionRecord?> FindAsync(SessionStart start) => inner.FindAsync(start);

    public Task<SessionRecord?> FindSessionAsync(long id) => inner.FindSessionAsync(id);

    public Task<IReadOnlyList<SessionRecord>> SessionsAsync(SessionQuery query) => inner.SessionsAsync(query);

    public Task<IReadOnlyList<MeterSample>> SamplesAsync(long sessionId) => inner.SamplesAsync(sessionId);

    public Task<IReadOnlyList<MeterSample>> SamplesAsync(string station, int connectorId, int limit) => inner.SamplesAsync(station, connectorId, limit);

    public Task<IReadOnlyList<StateEntry>> StatesAsync(string station, int limit) => inner.StatesAsync(station, limit);

    public Task<IReadOnlyList<FrameRecord>> FramesAsync(string? station, int limit) => inner.FramesAsync(station, limit);

    public Task<IReadOnlyList<MaintenanceRequest>> MaintenanceAsync(string station, int limit) => inner.MaintenanceAsync(station, limit);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
