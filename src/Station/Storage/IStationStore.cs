namespace ChargerFirmware.Station.Storage;

/// <summary>
/// What a station remembers over a restart: named tables of rows, read once at the start and written in atomic commits.
/// Used on the loop; an implementation does its waiting elsewhere.
/// </summary>
public interface IStationStore
{
    /// <summary>
    /// Where the file lies that could not be used when this store was opened: what could be read of it has been taken over, what could not is
    /// lost to the station. Null when all was well.
    /// </summary>
    string? SetAside => null;

    /// <summary>All rows of one table in the order of their keys (ordinal), with every commit asked for before.</summary>
    IReadOnlyList<StoreRow> Load(string table);

    /// <summary>
    /// Carries out all of <paramref name="changes"/> or none. Ends when they would survive a power cut; commits end in the order
    /// they were asked for.
    /// </summary>
    /// <exception cref="IOException">The store cannot be written; nothing has changed.</exception>
    Task CommitAsync(IReadOnlyList<StoreChange> changes);
}
