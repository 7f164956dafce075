using System.Text;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Protocol.Transactions;

/// <summary>The transaction messages of a station that is not running, as a person looks at them.</summary>
public sealed class JournalView(IStationStore store, ITransactionMessages messages, ILogger logger)
{
    /// <summary>What was given up, and what waits to be sent, each in order.</summary>
    public IReadOnlyList<JournaledMessage> List() =>
    [
        .. OutboxRows.LoadMessages(store, StoreTables.DeadLetters, logger).Select(letter => Show(letter, isDeadLetter: true)),
        .. OutboxRows.LoadMessages(store, StoreTables.Journal, logger).Select(message => Show(message, isDeadLetter: false))
            .Concat(Waiting()).OrderBy(message => message.Sequence),
    ];

    /// <summary>Puts dead letters back into the queue, at the place they had in it.</summary>
    /// <param name="sequence">One of them; null for all.</param>
    /// <returns>How many were put back.</returns>
    /// <exception cref="IOException">The store cannot be written; nothing has changed.</exception>
    public async Task<int> RetryAsync(long? sequence)
    {
        var letters = OutboxRows.LoadMessages(store, StoreTables.DeadLetters, logger)
            .Where(letter => sequence is null || letter.Sequence == sequence).ToList();
        var state = OutboxRows.LoadHead(store, logger);
        await store.CommitAsync(
        [
            .. letters.Select(letter => OutboxRows.Put(letter with { Failures = 0 })),
            .. letters.Select(letter => OutboxRows.DeleteDeadLetter(letter.Sequence)),
            .. letters.Exists(letter => letter.Sequence == state?.Sequence) ? [OutboxRows.DeleteHead()] : Array.Empty<StoreChange>(),
        ]);
        return letters.Count;
    }

    private static JournaledMessage Show(RenderedMessage message, bool isDeadLetter) =>
        new(message.Sequence, message.Action, message.Failures, isDeadLetter, message.Payload.GetRawText());

    private IEnumerable<JournaledMessage> Waiting()
    {
        var log = StoredLog.Read(store, logger);
        var ids = OutboxRows.LoadIds(store, log.LegacyIds);
        var head = OutboxRows.LoadHead(store, logger);
        return log.WaitingFor(Outbox.Reader, EventKinds.Transactions).Select(happened => new JournaledMessage(
            happened.Sequence,
            messages.ActionOf(happened),
            head?.Sequence == happened.Sequence ? head.Failures : 0,
            IsDeadLetter: false,
            Encoding.UTF8.GetString(messages.Write(
                happened, log.HistoryOf(happened), ids.GetValueOrDefault(happened.TransactionKey!.Value), isStripped: false).Encode().Span)));
    }
}

/// <summary>A message in the journal or among the dead letters.</summary>
/// <param name="Failures">Sends that were answered with a CALLERROR.</param>
/// <param name="Payload">JSON.</param>
public sealed record JournaledMessage(long Sequence, string Action, int Failures, bool IsDeadLetter, string Payload);
