using ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Station.Transactions;

/// <summary>
/// Where a transaction's events go. A task ends when its event is durable, which is before anybody else hears of it.
/// Events of one transaction are told in order.
/// </summary>
public interface ITransactionLog
{
    /// <summary>The transactions that had not ended when the station last went down, as they were last known.</summary>
    IReadOnlyList<Transaction> Interrupted { get; }

    /// <summary>A number no transaction of this store had before.</summary>
    long NextKey();

    /// <exception cref="IOException">The store cannot be written: the transaction has not begun.</exception>
    Task StartedAsync(Transaction transaction);

    /// <summary>
    /// How far running transactions have come, so that one that is cut short is ended by what was last known of it. What cannot be
    /// written is let go; the next one says more.
    /// </summary>
    Task ProgressedAsync(IReadOnlyList<Transaction> running);

    /// <summary>A sample of a running transaction. What cannot be written is held in memory and told from there.</summary>
    /// <param name="told">What is told now.</param>
    /// <param name="kept">What is told with the end; null when nothing is.</param>
    Task SampledAsync(Transaction transaction, MeterSample told, MeterSample? kept);

    /// <inheritdoc cref="SampledAsync"/>
    Task EndedAsync(Transaction transaction);
}
