using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Faults;

/// <summary>Writes to the log which faults come and go.</summary>
internal static class FaultLog
{
    /// <param name="transactionKey">The transaction that runs at a connector now, or null.</param>
    public static Action<FaultSet, Fault, bool> To(ILogger logger, Func<int, long?> transactionKey) => (faults, fault, raised) =>
    {
        var connectorId = faults.ConnectorId;
        using var about = transactionKey(connectorId) is { } key ? logger.BeginScope("transaction {TransactionKey}", key) : null;
        if (raised)
        {
            logger.LogWarning("Connector {ConnectorId}: {Fault}, reported as {ErrorCode}", connectorId, fault.Name, fault.ErrorCode);
        }
        else
        {
            logger.LogInformation("Connector {ConnectorId}: {Fault} is over", connectorId, fault.Name);
        }
    };
}
