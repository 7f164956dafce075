namespace ChargerFirmware.Network;

/// <summary>What happens to the next frames that fit a pattern: so many copies arrive, so much later.</summary>
internal sealed class Disturbance(FramePattern pattern, int remaining, int copies, TimeSpan delay)
{
    public FramePattern Pattern { get; } = pattern;

    public int Remaining { get; set; } = remaining;

    public int Copies { get; } = copies;

    public TimeSpan Delay { get; } = delay;
}
