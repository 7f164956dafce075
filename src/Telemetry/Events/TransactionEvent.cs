using System.Text.Json.Serialization;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Telemetry.Events;

/// <summary>A transaction has begun or ended. The card's number is left out: it opens the next session.</summary>
public sealed record TransactionEvent : EventHead
{
    public const string Begin = "begin", End = "end";

    /// <summary>The central system's number, where it is known by now.</summary>
    public long? OcppTransactionId { get; init; }

    /// <summary>The meter's register in Wh at that instant.</summary>
    public required long MeterWh { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? StartedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? EnergyWh { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StopReason? Reason { get; init; }

    /// <summary>The register is the last good one: the meter did not answer at the end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? MeterIsStale { get; init; }

    internal static TransactionEvent Of(TransactionStarted started, string stationId) => new()
    {
        Id = started.Id,
        Sequence = started.Number,
        Event = Begin,
        Station = stationId,
        Connector = started.ConnectorId,
        Timestamp = started.At,
        Transaction = started.TransactionKey,
        ClockSynchronised = started.IsClockKnown,
        MeterWh = started.MeterStartWh,
    };

    internal static TransactionEvent Of(TransactionEnded ended, string stationId) => new()
    {
        Id = ended.Id,
        Sequence = ended.Number,
        Event = End,
        Station = stationId,
        Connector = ended.ConnectorId,
        Timestamp = ended.At,
        Transaction = ended.TransactionKey,
        OcppTransactionId = ended.CentralSystemId,
        ClockSynchronised = ended.IsClockKnown,
        MeterWh = ended.MeterStopWh,
        StartedAt = ended.StartedAt,
        EnergyWh = ended.MeterStopWh - ended.MeterStartWh,
        Reason = ended.StopReason,
        MeterIsStale = ended.MeterStopIsStale,
    };
}
