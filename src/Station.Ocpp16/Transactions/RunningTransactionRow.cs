using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Ocpp16.Transactions;

/// <summary>A transaction that has not ended, as it can be ended by after a power cut.</summary>
internal sealed record RunningTransactionRow
{
    public required int ConnectorId { get; init; }

    public required string IdTag { get; init; }

    public string? ParentIdTag { get; init; }

    public int? ReservationId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required long MeterStartWh { get; init; }

    public string? MeterSerialNumber { get; init; }

    public required long MeterLastWh { get; init; }

    public required DateTimeOffset AliveAt { get; init; }

    public StopReason? StopReason { get; init; }

    public string? StopIdTag { get; init; }

    public static RunningTransactionRow Of(Transaction transaction) => new()
    {
        ConnectorId = transaction.ConnectorId,
        IdTag = transaction.IdTag,
        ParentIdTag = transaction.ParentIdTag,
        ReservationId = transaction.ReservationId,
        StartedAt = transaction.StartedAt,
        MeterStartWh = transaction.MeterStartWh,
        MeterSerialNumber = transaction.MeterSerialNumber,
        MeterLastWh = transaction.MeterLastWh,
        AliveAt = transaction.AliveAt,
        StopReason = transaction.StopReason,
        StopIdTag = transaction.StopIdTag,
    };

    public Transaction Restore(long key, long? centralSystemId) => new()
    {
        Key = key,
        ConnectorId = ConnectorId,
        IdTag = IdTag,
        ParentIdTag = ParentIdTag,
        ReservationId = ReservationId,
        StartedAt = StartedAt,
        MeterStartWh = MeterStartWh,
        MeterSerialNumber = MeterSerialNumber,
        MeterLastWh = MeterLastWh,
        AliveAt = AliveAt,
        StopReason = StopReason,
        StopIdTag = StopIdTag,
        CentralSystemId = centralSystemId,
    };
}
