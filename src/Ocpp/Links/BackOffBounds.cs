namespace ChargerFirmware.Ocpp.Links;

/// <summary>
/// How long a station waits before it dials again. OCPP 1.6 leaves it open; the shape is that of OCPP 2.0.1, part 4: a minimum that
/// doubles a few times, plus a random part, so that a thousand stations do not come back in one second.
/// </summary>
public sealed record BackOffBounds
{
    /// <summary>The wait after the first failure.</summary>
    public TimeSpan Minimum { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Added to every wait: a random part of up to this.</summary>
    public TimeSpan RandomRange { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the wait doubles before it stays.</summary>
    public int RepeatTimes { get; init; } = 5;
}
