using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Events;

namespace ChargerFirmware.Station.Protocol.Transactions;

/// <summary>How a version of the protocol says what happened to a transaction. What it writes depends on its arguments alone.</summary>
public interface ITransactionMessages
{
    /// <summary>The central system gives a transaction its id, with the answer to its begin; else the station has given it one.</summary>
    bool IdsAreGiven { get; }

    string ActionOf(StationEvent happened);

    MessageRole RoleOf(string action);

    /// <param name="history">What happened in the transaction; null where the store has lost it.</param>
    /// <param name="centralSystemId">Null where the central system gave none.</param>
    /// <param name="isStripped">Without what a central system can do without.</param>
    TransactionMessage Write(StationEvent happened, TransactionHistory? history, long? centralSystemId, bool isStripped);

    /// <summary>Whether a message about this event holds anything that it can be sent without.</summary>
    bool CanBeStripped(StationEvent happened, TransactionHistory? history);

    /// <summary>A message that was rendered before; null when it is none that this version can send.</summary>
    /// <param name="hasId">False where <paramref name="centralSystemId"/> is not known here: then it carries its own.</param>
    TransactionMessage? Read(RenderedMessage message, bool hasId, long? centralSystemId, bool isStripped);

    bool CanBeStripped(RenderedMessage message);

    /// <summary>The token that a start or a stop carries, or null.</summary>
    IdToken? IdTokenOf(RenderedMessage message);

    /// <summary>When what a message reports has happened; null when it does not say.</summary>
    DateTimeOffset? TimestampOf(RenderedMessage message);
}
