using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Ocpp16.Transactions;

/// <summary>What is remembered of a transaction until the last message of it is answered.</summary>
internal sealed record TransactionRow
{
    /// <summary>The id the central system gave it, or null.</summary>
    public long? CentralSystemId { get; init; }

    /// <summary>How far it has come; null once its end is journaled.</summary>
    public RunningTransactionRow? Running { get; init; }

    public static TransactionRow Of(Transaction transaction) =>
        new() { CentralSystemId = transaction.CentralSystemId, Running = RunningTransactionRow.Of(transaction) };
}
