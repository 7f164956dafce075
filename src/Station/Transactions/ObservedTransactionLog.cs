using ChargerFirmware.Station.Metering;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Transactions;

/// <summary>A transaction log that says aloud when a transaction has begun or ended, once that is durable; however it came about.</summary>
internal sealed class ObservedTransactionLog(ITransactionLog log, ILogger logger) : ITransactionLog
{
    /// <inheritdoc cref="ChargingStation.TransactionBegan"/>
    public event Action<Transaction>? Began;

    /// <inheritdoc cref="ChargingStation.TransactionEnded"/>
    public event Action<Transaction>? Ended;

    public IReadOnlyList<Transaction> Interrupted => log.Interrupted;

    public long NextKey() => log.NextKey();

    public async Task StartedAsync(Transaction transaction)
    {
        await log.StartedAsync(transaction);
        logger.LogInformation(
            "Connector {ConnectorId}: transaction {TransactionKey} has begun at {MeterStartWh} Wh",
            transaction.ConnectorId, transaction.Key, transaction.MeterStartWh);
        Began?.Invoke(transaction);
    }

    public Task ProgressedAsync(IReadOnlyList<Transaction> running) => log.ProgressedAsync(running);

    public Task SampledAsync(Transaction transaction, MeterSample told, MeterSample? kept) => log.SampledAsync(transaction, told, kept);

    public async Task EndedAsync(Transaction transaction)
    {
        await log.EndedAsync(transaction);
        logger.LogInformation(
            "Connector {ConnectorId}: transaction {TransactionKey} has ended at {MeterStopWh} Wh after {EnergyWh} Wh: {StopReason}",
            transaction.ConnectorId, transaction.Key, transaction.MeterStopWh, transaction.MeterStopWh - transaction.MeterStartWh, transaction.StopReason);
        Ended?.Invoke(transaction);
    }
}
