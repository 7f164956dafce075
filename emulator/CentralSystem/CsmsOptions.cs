using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.CentralSystem;

/// <summary>How a central system works, for all its stations.</summary>
public sealed record CsmsOptions
{
    /// <summary>
    /// What becomes of a request that breaks its schema: <see cref="Strictness.Lenient"/> carries out what can be read, strict refuses it.
    /// It is a violation either way.
    /// </summary>
    public Strictness Strictness { get; init; } = Strictness.Lenient;

    /// <summary>The heartbeat interval that an accepted station is told, in seconds.</summary>
    public int HeartbeatIntervalSeconds { get; init; } = 300;

    /// <summary>How long a station has to answer a call.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How early a station may take an unanswered call of its own for lost and make the next one. Earlier is a violation
    /// (OCPP-J 1.6, 4.1.1); the standard leaves the figure to the station.
    /// </summary>
    public TimeSpan ShortestCallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How far a station's clock may be off before its timestamps are a violation.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A station that connects without having booted counts as accepted, as with a central system that was restarted and remembers
    /// its stations.
    /// </summary>
    public bool KnowsUnbootedStations { get; init; }

    /// <summary>Violations that are kept; all are raised as events.</summary>
    public int MaxViolations { get; init; } = 10_000;

    /// <summary>Meter values that are kept of a transaction; all are checked.</summary>
    public int MaxMeterValuesPerTransaction { get; init; } = 10_000;
}
