using ChargerFirmware.Central.Transactions;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Bench.Scenarios;

/// <summary>A transaction as it was reported, with its times in the bench's own time.</summary>
/// <param name="Ahead">How far its stamps are ahead of the bench's time: one figure for all of them.</param>
internal sealed record DayTransaction(TransactionRecord Reported, TimeSpan Ahead)
{
    public string IdTag => Reported.IdTag;

    public DateTimeOffset StartTime => Reported.StartTime - Ahead;

    public DateTimeOffset? StopTime => Reported.StopTime - Ahead;

    public Reason? StopReason => Reported.StopReason;

    public long? EnergyWh => Reported.EnergyWh;

    /// <summary>When its periodic samples were taken, in the order in which they came.</summary>
    public IEnumerable<DateTimeOffset> SampleTimes => Reported.MeterValues
        .Where(value => value.SampledValue.All(sampled => sampled.Context is null or ReadingContext.SamplePeriodic))
        .Select(value => value.Timestamp - Ahead);

    public override string ToString() => Reported.ToString();
}
