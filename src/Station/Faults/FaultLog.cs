using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Faults;

/// <summary>Tells the log of causes that come and go.</summary>
internal static class FaultLog
{
    /// <param name="connectorId">0 for those of the station.</param>
    /// <param name="transactionKey">The transaction that runs there now, or null.</param>
    public static void Follow(FaultSet faults, int connectorId, Func<long?> transactionKey, ILogger logger) => faults.Changed += (fault, raised) =>
    {
        using var about = transactionKey() is { } key ? logger.BeginScope("transaction {TransactionKey}", key) : null;
        if (raised)
        {
            logger.LogWarning("Connector {ConnectorId}: {Cause}, told as {ErrorCode}", connectorId, fault.Name, fault.ErrorCode);
        }
        else
        {
            logger.LogInformation("Connector {ConnectorId}: {Cause} is over", connectorId, fault.Name);
        }
    };
}
