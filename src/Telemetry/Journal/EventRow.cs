using System.Text.Json.Serialization;

namespace ChargerFirmware.Telemetry.Journal;

/// <summary>An event as it is stored and told: one of the two is set.</summary>
public sealed record EventRow(TransactionEvent? Transaction = null, FaultEvent? Fault = null)
{
    [JsonIgnore]
    public EventHead Head => (EventHead?)Transaction ?? Fault!;

    /// <summary>It tells of a run before this one, by the clock of then.</summary>
    [JsonIgnore]
    public bool IsOfBefore { get; init; }

    /// <summary>The same by a clock that is ahead by <paramref name="by"/>.</summary>
    public EventRow Moved(TimeSpan by) => this with { Transaction = Transaction?.Moved(by), Fault = Fault?.Moved(by) };
}
