using System.Text.Json.Serialization;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Events;

/// <summary>A transaction has ended.</summary>
public sealed record TransactionEnded : StationEvent
{
    public override EventKinds Kind => EventKinds.Ends;

    public required StopReason StopReason { get; init; }

    /// <summary>What ended it, where something was presented.</summary>
    public IdToken? StopIdToken { get; init; }

    public required long MeterStartWh { get; init; }

    public required long MeterStopWh { get; init; }

    /// <summary><see cref="MeterStopWh"/> is the last believed reading, not one of the end.</summary>
    public bool MeterStopIsStale { get; init; }

    /// <summary>When it began, by the same clock as <see cref="StationEvent.StampedAt"/>.</summary>
    public required DateTimeOffset StartStampedAt { get; init; }

    /// <summary>The number that the central system had given it by then, or null.</summary>
    public long? CentralSystemId { get; init; }

    /// <summary>What was measured at the end; null where nothing was asked for or known.</summary>
    public MeterSample? Sample { get; init; }

    /// <summary>The events whose samples are reported with the end, in order; this one's own is the last where it is among them.</summary>
    public required IReadOnlyList<long> Data { get; init; }

    /// <summary>
    /// The store has lost commits in which this transaction may have ended already, and that end may have been reported: a second one would
    /// bill it anew.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MayHaveEndedBefore { get; init; }

    /// <summary><see cref="Sample"/> by what is known of the clock today.</summary>
    [JsonIgnore]
    public MeterSample? SampleAtEnd => Sample is null ? null : Sample with { Timestamp = Sample.Timestamp + Correction };

    [JsonIgnore]
    public DateTimeOffset StartedAt => StartStampedAt + Correction;

    internal static EventTrigger TriggerOf(StopReason reason) => reason switch
    {
        StopReason.Local => EventTrigger.StopAuthorized,
        StopReason.Remote => EventTrigger.RemoteStop,
        StopReason.EVDisconnected => EventTrigger.CableUnplugged,
        StopReason.UnlockCommand => EventTrigger.UnlockCommand,
        StopReason.DeAuthorized => EventTrigger.Deauthorized,
        StopReason.HardReset or StopReason.SoftReset or StopReason.Reboot => EventTrigger.ResetCommand,
        _ => EventTrigger.AbnormalCondition,
    };
}
