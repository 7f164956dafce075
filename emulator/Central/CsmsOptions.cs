using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Central;

/// <summary>How a central system works, for all its stations.</summary>
public sealed record CsmsOptions
{
    /// <summary>
    /// What becomes of a request that breaks its schema: <see cref="Strictness.Lenient"/> carries out what it means, as far as that can be
    /// made out, strict refuses it. It is a violation either way.
    /// </summary>
    public Strictness Strictness { get; init; } = Strictness.Lenient;

    /// <summary>The heartbeat interval that an accepted station is given, in seconds.</summary>
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

    /// <summary>The most that any outlet of its stations delivers, in W: a register that grows faster within a transaction is a violation.</summary>
    public double MostPowerW { get; init; } = 1_000_000;

    /// <summary>
    /// A station that connects without having booted counts as accepted, as with a central system that was restarted and remembers
    /// its stations.
    /// </summary>
    public bool KnowsUnbootedStations { get; init; }

    /// <summary>
    /// A station that calls without having booted is served all the same, as it must be after a restart of a central system that forgets;
    /// it is a violation.
    /// </summary>
    public bool ServesUnbootedStations { get; init; }

    /// <summary>
    /// Stations that are remembered. Beyond it the one that was away for longest is forgotten; where all are connected nobody else is taken.
    /// Those that were asked for by <see cref="Csms.Station"/> are never forgotten.
    /// </summary>
    public int MaxStations { get; init; } = 1_000;

    /// <summary>Connectors of one station whose statuses are kept.</summary>
    public int MaxConnectorsPerStation { get; init; } = 100;

    /// <summary>Transactions that are kept, of all stations; their ids ascend all the same.</summary>
    public int MaxTransactions { get; init; } = 100_000;

    /// <summary>Violations that are kept; all are raised as events.</summary>
    public int MaxViolations { get; init; } = 10_000;

    /// <summary>Violations of one station that are kept, so that one that does nothing right does not hide the others.</summary>
    public int MaxViolationsPerStation { get; init; } = 1_000;

    /// <summary>Meter values that are kept of a transaction; all are checked.</summary>
    public int MaxMeterValuesPerTransaction { get; init; } = 10_000;

    /// <summary>Bytes, about, of meter values that are kept of all transactions together; all are checked.</summary>
    public long MaxMeterValueBytes { get; init; } = 64 * 1024 * 1024;
}
