using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Central.Store;

/// <summary>
/// Where a central system keeps what it knows. All members are used on the loop of the central system and complete there; none of them blocks it.
/// What is read shows every change that was handed over before.
/// </summary>
/// <remarks>Whatever cannot be done throws <see cref="StoreException"/>; the store can be used further.</remarks>
public interface ICentralStore : IAsyncDisposable
{
    /// <summary>What was kept. Called once, before anything else.</summary>
    /// <exception cref="StoreException">It cannot be read, is of a later version, or another central system uses it.</exception>
    Task<StoredState> LoadAsync();

    /// <summary>Takes session ids out of the store: they are never given again, whatever happens to this process.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The first of them; the others follow it. The first ever is 1.</returns>
    Task<long> TakeSessionIdsAsync(int count);

    /// <summary>
    /// Keeps a change. Completes when it is durable: no power cut takes it away. Changes are kept in the order of the calls, and one that fails
    /// takes none of the others along, except those handed over with it in one call.
    /// </summary>
    /// <param name="changes">All of them or none.</param>
    /// <exception cref="StoreException">They are not kept.</exception>
    Task WriteAsync(params IReadOnlyList<StoreChange> changes);

    /// <summary>Keeps frames when there is time for it. Nobody waits for them, and the last ones may be lost with the process.</summary>
    void Write(StoreChange.Frame frame);

    /// <summary>The session that this start has begun, if it was ever kept.</summary>
    Task<SessionRecord?> FindAsync(SessionStart start);

    Task<SessionRecord?> FindSessionAsync(long id);

    Task<IReadOnlyList<SessionRecord>> SessionsAsync(SessionQuery query);

    /// <summary>All meter values of a session, in the order in which they came.</summary>
    Task<IReadOnlyList<MeterSample>> SamplesAsync(long sessionId);

    /// <summary>The latest meter values outside of sessions, in the order in which they came.</summary>
    Task<IReadOnlyList<MeterSample>> SamplesAsync(string station, int connectorId, int limit);

    /// <summary>The latest entries of a station's state log, oldest first.</summary>
    Task<IReadOnlyList<StateEntry>> StatesAsync(string station, int limit);

    /// <summary>The latest frames, oldest first.</summary>
    /// <param name="station">Null for all.</param>
    Task<IReadOnlyList<FrameRecord>> FramesAsync(string? station, int limit);

    /// <summary>The latest requests for firmware and diagnostics, oldest first.</summary>
    Task<IReadOnlyList<MaintenanceRequest>> MaintenanceAsync(string station, int limit);
}
