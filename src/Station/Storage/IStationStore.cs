namespace ChargerFirmware.Station.Storage;

/// <summary>
/// What a station remembers over a restart: named tables of rows, read once at the start and written in atomic commits.
/// Used on the loop; an implementation does its waiting elsewhere.
/// </summary>
public interface IStationStore
{
    /// <summary>
    /// What was found damaged or missing since this store was opened, and what became of it; null when all was well. In words for the log.
    /// </summary>
    string? Damage => null;

    /// <summary>Why the store could not be written when it was last tried; null when it could.</summary>
    string? Problem => null;

    /// <summary>
    /// Rows were asked for that could not be read, and now they can: nothing is written over them, only a restart can read them.
    /// </summary>
    bool NeedsRestart => false;

    /// <summary>
    /// Something is wrong with the store or its file, outside any commit: a trial commit says what. Raised on any thread.
    /// </summary>
    event Action Noticed
    {
        add { }
        remove { }
    }

    /// <summary>All rows of one table in the order of their keys (ordinal), with every commit asked for before.</summary>
    IReadOnlyList<StoreRow> Load(string table);

    /// <summary>
    /// Carries out all of <paramref name="changes"/> or none. Ends when they would survive a power cut; commits end in the order
    /// they were asked for.
    /// </summary>
    /// <exception cref="IOException">The store cannot be written; nothing has changed.</exception>
    Task CommitAsync(IReadOnlyList<StoreChange> changes);

    /// <summary>
    /// Keeps changes that <see cref="CommitAsync"/> has refused where a restart finds them, as far as there is room for them. They are
    /// carried out with the next commit that succeeds, ahead of it. Never fails: who calls it keeps them, too.
    /// </summary>
    /// <returns>
    /// Whether a restart would find them, or at least find that something is missing (<see cref="StoreTables.MissingCommits"/>); false where
    /// they are in memory only.
    /// </returns>
    Task<bool> KeepAsync(IReadOnlyList<StoreChange> changes) => Task.FromResult(false);
}
