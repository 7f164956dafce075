using System.Text.Json.Serialization;

namespace ChargerFirmware.Station.Events;

/// <summary>
/// Something that happened at the station, in no protocol's words. Written once and never changed; what depends on who reads it is added
/// when it is rendered.
/// </summary>
public abstract record StationEvent
{
    /// <summary>Its place in the log, over the life of the store. Numbers of events that no reader took are missing.</summary>
    public long Sequence { get; init; }

    /// <summary>
    /// Its place among the events other than samples that a reader took; 0 for a sample. One more than that of the event before it, over
    /// the life of the store.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Number { get; init; }

    /// <summary>Unique in the world, a version 7 UUID; empty for a sample and for what no reader took.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Guid Id { get; init; }

    /// <summary>0 for the station.</summary>
    public required int ConnectorId { get; init; }

    /// <summary>The station's own number of the transaction that it belongs to, or null.</summary>
    public long? TransactionKey { get; init; }

    public required EventTrigger Trigger { get; init; }

    /// <summary>When it happened, by what the clock showed then.</summary>
    public required DateTimeOffset StampedAt { get; init; }

    /// <summary>Whether the station had been given the time by then.</summary>
    public required bool ClockWasKnown { get; init; }

    /// <summary>It is about a transaction of an earlier run, and stamped by the clock of then: this run's clock corrects nothing of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsOfEarlierRun { get; init; }

    /// <summary>When it happened, by what is known of the clock today.</summary>
    [JsonIgnore]
    public DateTimeOffset At => StampedAt + Correction;

    [JsonIgnore]
    public bool IsClockKnown => ClockWasKnown || Correction != TimeSpan.Zero;

    [JsonIgnore]
    public abstract EventKinds Kind { get; }

    /// <summary>By how much the clock turned out to have been off. Set by the log, before the event is rendered.</summary>
    [JsonIgnore]
    internal TimeSpan Correction { get; set; }

    /// <summary>The end of its transaction needs it, even if all readers have read it. Set by the log.</summary>
    [JsonIgnore]
    internal bool IsForEnd { get; set; }
}
