using ChargerFirmware.Station.Connectors;

namespace ChargerFirmware.Telemetry.Mqtt.Pictures;

/// <summary>The transaction that runs at a connector, and how far it has come; all null where none runs.</summary>
internal sealed record RunningTransaction(
    long? Transaction, long? OcppTransactionId, DateTimeOffset? StartedAt, long? EnergyWh, long? DurationSeconds)
{
    private static readonly RunningTransaction s_none = new(null, null, null, null, null);

    public static RunningTransaction Of(Connector connector) => connector.Transaction is not { } running
        ? s_none
        : new RunningTransaction(
            running.Key, running.CentralSystemId, running.StartedAt, running.MeterLastWh - running.MeterStartWh,
            Math.Max(0, (long)running.Elapsed.TotalSeconds));
}
