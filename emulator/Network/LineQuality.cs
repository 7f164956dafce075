namespace ChargerFirmware.Network;

/// <summary>How good the line is.</summary>
public sealed record LineQuality
{
    /// <summary>What a frame needs from end to end at least.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>A frame may need up to this much longer; none overtakes another.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>How long a station waits for a connection nobody answers.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an end that closes waits for the other one to take part.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
