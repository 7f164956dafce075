using ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Station.Transactions;

/// <summary>
/// Where a transaction's events go. A task ends when its event is durable, which is before anybody else hears of it.
/// Events of one transaction are told in order.
/// </summary>
public interface ITransactionLog
{
    /// <summary>A number no transaction of this store had before.</summary>
    long NextKey();

    /// <exception cref="IOException">The store cannot be written: the transaction has not begun.</exception>
    Task StartedAsync(Transaction transaction);

    /// <summary>A sample of a running transaction. What cannot be written is held in memory and told from there.</summary>
    Task SampledAsync(Transaction transaction, MeterSample sample);

    /// <inheritdoc cref="SampledAsync"/>
    Task EndedAsync(Transaction transaction);
}
