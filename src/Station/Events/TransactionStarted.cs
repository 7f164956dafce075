using System.Text.Json.Serialization;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Metering;

namespace ChargerFirmware.Station.Events;

/// <summary>A transaction has begun.</summary>
public sealed record TransactionStarted : StationEvent
{
    public override EventKinds Kind => EventKinds.Begins;

    /// <summary>The station's own id of the transaction, unique in the world (OCPP 2.0.1, transactionId).</summary>
    public required string TransactionId { get; init; }

    public required IdToken IdToken { get; init; }

    public IdToken? GroupIdToken { get; init; }

    public int? ReservationId { get; init; }

    public required long MeterStartWh { get; init; }

    /// <summary>What the meter said of itself, or null.</summary>
    public string? MeterSerialNumber { get; init; }

    /// <summary>What was measured at the begin, for the report of the end; null where nothing was asked for.</summary>
    public MeterSample? Sample { get; init; }

    /// <summary><see cref="Sample"/> by what is known of the clock today.</summary>
    [JsonIgnore]
    public MeterSample? SampleAtBegin => Sample is null ? null : Sample with { Timestamp = Sample.Timestamp + Correction };
}
