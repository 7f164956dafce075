using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.SmartCharging;

namespace ChargerFirmware.Station.Transactions;

/// <summary>One transaction, from the logged start to the logged end.</summary>
public sealed class Transaction
{
    private DateTimeOffset _lastStampAt;

    /// <summary>Our own number for it, unique over the life of the station's store; the central system's comes later.</summary>
    public required long Key { get; init; }

    /// <summary>Our own id for it, unique in the world.</summary>
    public required string Id { get; init; }

    /// <summary>What let it begin.</summary>
    public EventTrigger StartTrigger { get; init; }

    public required int ConnectorId { get; init; }

    public required IdToken IdToken { get; init; }

    /// <summary>The group whose other members may end it, where one is known.</summary>
    public IdToken? GroupIdToken { get; set; }

    public int? ReservationId { get; init; }

    /// <summary>The TxProfile that its remote start brought along.</summary>
    public ChargingProfile? ChargingProfile { get; init; }

    public required DateTimeOffset StartedAt { get; set; }

    /// <summary>The time within it; null for one of a run before, of which nothing is measured any more.</summary>
    public TransactionTime? Time { get; init; }

    /// <summary>The meter's register in Wh when it began.</summary>
    public required long MeterStartWh { get; init; }

    /// <summary>What the meter said of itself when it began, or null.</summary>
    public string? MeterSerialNumber { get; init; }

    /// <summary>The era of the register that it is counted by (<see cref="RegisterWatch.Era"/>).</summary>
    internal int RegisterEra { get; init; }

    /// <summary>The meter's register in Wh as it was believed last.</summary>
    public long MeterLastWh { get; set; }

    /// <summary>When it was last known to run.</summary>
    public DateTimeOffset AliveAt { get; set; }

    /// <summary>The number the central system gave it; null until it has.</summary>
    public long? CentralSystemId { get; set; }

    /// <summary>The register in Wh when the central system declared the token not accepted; null while it has not.</summary>
    public long? InvalidatedAtWh { get; set; }

    /// <summary>The contactor has been closed for it at least once.</summary>
    public bool WasEnergised { get; set; }

    /// <summary>Set when the stop sequence begins.</summary>
    public StopReason? StopReason { get; set; }

    /// <summary>The token that ended it, where one was presented.</summary>
    public IdToken? StopIdToken { get; set; }

    public DateTimeOffset? StoppedAt { get; set; }

    public long? MeterStopWh { get; set; }

    /// <summary>
    /// meterStop is the last believed reading, because at the end the meter did not answer, another one did, or its register had not
    /// gone on from it.
    /// </summary>
    public bool MeterStopIsStale { get; set; }

    /// <summary>What was measured at its begin, for the report of its end; null where nothing was asked for.</summary>
    public MeterSample? SampleAtBegin { get; set; }

    /// <summary>What was measured at its end; null where nothing was asked for or known.</summary>
    public MeterSample? SampleAtEnd { get; set; }

    public bool IsStopping => StopReason is not null;

    /// <summary>How long it has run; zero for one of a run before.</summary>
    public TimeSpan Elapsed => Time is { } time ? time.Now - StartedAt : TimeSpan.Zero;

    /// <summary>A stamp of this transaction: <paramref name="at"/> by its own time, or the latest that it has where that is later.</summary>
    public DateTimeOffset Stamp(DateTimeOffset at)
    {
        _lastStampAt = new[] { StartedAt, _lastStampAt, at }.Max();
        return _lastStampAt;
    }

    /// <summary>The clock it was stamped by turned out to be wrong, and nobody has read a stamp of it: every one moves.</summary>
    public void Correct(TimeSpan moved)
    {
        Time?.Correct(moved);
        _lastStampAt += _lastStampAt == default ? TimeSpan.Zero : moved;
        StartedAt += moved;
        AliveAt += moved;
        StoppedAt += moved;
    }

    /// <summary>Whether somebody of the group <paramref name="groupIdToken"/> may end it.</summary>
    public bool IsOfGroup(IdToken? groupIdToken) => GroupIdToken?.IsSameAs(groupIdToken) == true;
}
