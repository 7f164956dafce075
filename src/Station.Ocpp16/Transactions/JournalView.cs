using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Ocpp16.Transactions;

/// <summary>The journal of a station that is not running, as a person looks at it.</summary>
public sealed class JournalView(IStationStore store, ILogger logger)
{
    /// <summary>What waits to be sent, and what was given up, each in order.</summary>
    public IReadOnlyList<JournaledMessage> List() =>
        [.. Read(StoreTables.DeadLetters, isDeadLetter: true), .. Read(StoreTables.Journal, isDeadLetter: false)];

    /// <summary>Puts dead letters back into the queue, at the place they had in it.</summary>
    /// <param name="sequence">One of them; null for all.</param>
    /// <returns>How many were put back.</returns>
    /// <exception cref="IOException">The store cannot be written; nothing has changed.</exception>
    public async Task<int> RetryAsync(long? sequence)
    {
        var letters = Entries(StoreTables.DeadLetters).Where(letter => sequence is null || letter.Sequence == sequence).ToList();
        await store.CommitAsync(
        [
            .. letters.Select(letter => JournalRows.Put(letter with { Failures = 0 })),
            .. letters.Select(letter => StoreChange.Delete(StoreTables.DeadLetters, JournalRows.KeyOf(letter.Sequence))),
        ]);
        return letters.Count;
    }

    private IEnumerable<JournaledMessage> Read(string table, bool isDeadLetter) => Entries(table)
        .Select(entry => new JournaledMessage(entry.Sequence, entry.Action, entry.Failures, isDeadLetter, entry.Payload.GetRawText()));

    private IEnumerable<JournalEntry> Entries(string table) => store.Load(table)
        .Select(row => row.Read(table, JournalJson.Default.JournalEntry, logger)).OfType<JournalEntry>();
}
