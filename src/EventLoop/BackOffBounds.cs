namespace ChargerFirmware.EventLoop;

/// <summary>
/// How long attempts wait: a minimum that doubles a few times, plus a random part, so that a thousand stations do not come back in one second.
/// </summary>
public sealed record BackOffBounds
{
    /// <summary>The wait after the first failure.</summary>
    public required TimeSpan Minimum { get; init; }

    /// <summary>How often the wait doubles before it stays.</summary>
    public required int RepeatTimes { get; init; }

    /// <summary>Added to every wait: a random part of up to this.</summary>
    public TimeSpan RandomRange { get; init; }

    /// <summary>Added to every wait: a random part of up to this share of it.</summary>
    public double RandomShare { get; init; }
}
