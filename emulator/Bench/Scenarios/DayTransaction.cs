using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>A transaction as it was reported, with its times in the bench's own time.</summary>
/// <param name="Samples">The meter values that came while it ran.</param>
/// <param name="Ahead">How far its stamps are ahead of the bench's time: one figure for all of them.</param>
internal sealed record DayTransaction(SessionRecord Reported, IReadOnlyList<MeterSample> Samples, TimeSpan Ahead)
{
    public string IdTag => Reported.IdToken;

    public DateTimeOffset StartTime => Reported.StartTime - Ahead;

    public DateTimeOffset? StopTime => Reported.StopTime - Ahead;

    public string? StopReason => Reported.StopReason;

    public long? EnergyWh => Reported.EnergyWh;

    /// <summary>When its periodic samples were taken, in the order in which they came.</summary>
    public IEnumerable<DateTimeOffset> SampleTimes => Samples
        .Where(sample => sample is { Context: null or "Sample.Periodic", IsTransactionData: false })
        .Select(sample => sample.Time - Ahead);

    public override string ToString() => Reported.ToString();
}
