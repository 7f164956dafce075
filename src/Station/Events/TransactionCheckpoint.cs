using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Events;

/// <summary>
/// How far a running transaction has come: what it is ended by when it is cut short. It says all of it, so that a damaged store in which
/// the begin is missing ends the transaction nevertheless.
/// </summary>
internal sealed record TransactionCheckpoint
{
    /// <summary>Null in a store of a version that gave none.</summary>
    public string? TransactionId { get; init; }

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

    public static TransactionCheckpoint Of(Transaction transaction) => new()
    {
        TransactionId = transaction.Id,
        ConnectorId = transaction.ConnectorId,
        IdTag = transaction.IdToken.Value,
        ParentIdTag = transaction.GroupIdToken?.Value,
        ReservationId = transaction.ReservationId,
        StartedAt = transaction.StartedAt,
        MeterStartWh = transaction.MeterStartWh,
        MeterSerialNumber = transaction.MeterSerialNumber,
        MeterLastWh = transaction.MeterLastWh,
        AliveAt = transaction.AliveAt,
        StopReason = transaction.StopReason,
        StopIdTag = transaction.StopIdToken?.Value,
    };

    /// <summary>The one that the begin of a transaction amounts to.</summary>
    public static TransactionCheckpoint Of(TransactionStarted started) => new()
    {
        TransactionId = started.TransactionId,
        ConnectorId = started.ConnectorId,
        IdTag = started.IdToken.Value,
        ParentIdTag = started.GroupIdToken?.Value,
        ReservationId = started.ReservationId,
        StartedAt = started.At,
        MeterStartWh = started.MeterStartWh,
        MeterSerialNumber = started.MeterSerialNumber,
        MeterLastWh = started.MeterStartWh,
        AliveAt = started.At,
    };

    /// <remarks>Where a power cut came between a correction of the clock and this row, the begin says by how much the row is off.</remarks>
    public Transaction Restore(long key, TransactionStarted started) => new()
    {
        Key = key,
        Id = started.TransactionId,
        ConnectorId = ConnectorId,
        IdToken = started.IdToken,
        GroupIdToken = ParentIdTag is { } group ? new IdToken(group) : null,
        ReservationId = ReservationId,
        StartedAt = started.At,
        MeterStartWh = MeterStartWh,
        MeterSerialNumber = MeterSerialNumber,
        MeterLastWh = MeterLastWh,
        AliveAt = AliveAt + (started.At - StartedAt),
        StopReason = StopReason,
        StopIdToken = StopIdTag is { } stop ? new IdToken(stop) : null,
    };

    /// <summary>The begin that belongs to it, where that is not in the log.</summary>
    /// <param name="sequence">0 for one that is no longer read.</param>
    public TransactionStarted ToStarted(long key, long sequence) => new()
    {
        Sequence = sequence,
        ConnectorId = ConnectorId,
        TransactionKey = key,
        Trigger = EventTrigger.Authorized,
        StampedAt = StartedAt,
        ClockWasKnown = true,
        IsOfEarlierRun = true,
        TransactionId = TransactionId ?? "",
        IdToken = new IdToken(IdTag),
        GroupIdToken = ParentIdTag is { } group ? new IdToken(group) : null,
        ReservationId = ReservationId,
        MeterStartWh = MeterStartWh,
        MeterSerialNumber = MeterSerialNumber,
    };
}
