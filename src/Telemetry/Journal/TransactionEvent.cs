using System.Text.Json.Serialization;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Telemetry.Journal;

/// <summary>A transaction has begun or ended. The card that did so is nobody's business here: its number opens the next session.</summary>
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

    public TransactionEvent Moved(TimeSpan by) => this with { Timestamp = Timestamp + by, StartedAt = StartedAt + by, ClockSynchronised = true };
}
