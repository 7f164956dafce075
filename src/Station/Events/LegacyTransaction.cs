namespace ChargerFirmware.Station.Events;

/// <summary>A row of <see cref="Storage.StoreTables.Transactions"/>, as an earlier version wrote it.</summary>
internal sealed record LegacyTransaction
{
    public long? CentralSystemId { get; init; }

    public TransactionCheckpoint? Running { get; init; }
}
