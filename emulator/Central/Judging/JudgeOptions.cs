namespace ChargerFirmware.Central.Judging;

/// <summary>What a <see cref="Judge"/> holds against stations, and how much of it is kept.</summary>
public sealed record JudgeOptions
{
    /// <summary>
    /// How early a station may take an unanswered call of its own for lost and make the next one. Earlier is a violation
    /// (OCPP-J 1.6, 4.1.1); the standard leaves the figure to the station.
    /// </summary>
    public TimeSpan ShortestCallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How far a station's clock may be off before its timestamps are a violation.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most that any outlet of its stations delivers, in W: a register that grows faster within a session is a violation.</summary>
    public double MostPowerW { get; init; } = 1_000_000;

    /// <summary>Violations that are kept; all are raised as events.</summary>
    public int MaxViolations { get; init; } = 10_000;

    /// <summary>Violations of one station that are kept, so that one that does nothing right does not hide the others.</summary>
    public int MaxViolationsPerStation { get; init; } = 1_000;

    /// <summary>Sessions of one station that are followed; beyond it the oldest is forgotten.</summary>
    public int MaxSessionsPerStation { get; init; } = 50;
}
