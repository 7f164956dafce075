using System.Text.Json.Serialization;

namespace ChargerFirmware.Telemetry.Events;

/// <summary>What every event has.</summary>
public abstract record EventHead
{
    /// <summary>The head stands before what else there is to say.</summary>
    private const int First = -1;

    /// <summary>Unique in the world: the same value twice is the same event twice.</summary>
    [JsonPropertyOrder(First)]
    public required Guid Id { get; init; }

    /// <summary>
    /// One more than that of the event before it, over the life of the station's store; a gap is an event that was dropped, or a transaction that
    /// the store refused to begin.
    /// </summary>
    [JsonPropertyOrder(First)]
    public required long Sequence { get; init; }

    /// <summary>What happened.</summary>
    [JsonPropertyOrder(First)]
    public required string Event { get; init; }

    [JsonPropertyOrder(First)]
    public required string Station { get; init; }

    /// <summary>0 for the station.</summary>
    [JsonPropertyOrder(First)]
    public required int Connector { get; init; }

    [JsonPropertyOrder(First)]
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Our own number of the transaction, unique over the life of the station's store; null where none runs.</summary>
    [JsonPropertyOrder(First)]
    public long? Transaction { get; init; }

    /// <summary>False until the station had received the time.</summary>
    [JsonPropertyOrder(First)]
    public required bool ClockSynchronised { get; init; }
}
