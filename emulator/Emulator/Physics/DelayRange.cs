using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>How long something takes: anything between two bounds.</summary>
public readonly record struct DelayRange(TimeSpan Least, TimeSpan Most)
{
    public static DelayRange Milliseconds(int least, int most) =>
        new(TimeSpan.FromMilliseconds(least), TimeSpan.FromMilliseconds(most));

    internal TimeSpan Draw(RandomSource random) =>
        TimeSpan.FromTicks(Least.Ticks + (long)(random.NextDouble() * (Most.Ticks - Least.Ticks)));
}
