namespace ChargerFirmware.Emulator.Physics;

/// <summary>How a contactor moves. The defaults are those of a usual charging contactor.</summary>
/// <param name="Operate">From coil on to contacts at rest, bounce included.</param>
/// <param name="Bounce">The last part of <paramref name="Operate"/>, in which the auxiliary contact bounces.</param>
/// <param name="Release">From coil off to contacts open.</param>
public sealed record ContactorTimings(TimeSpan Operate, TimeSpan Bounce, TimeSpan Release)
{
    public static ContactorTimings Usual { get; } =
        new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(12));
}
