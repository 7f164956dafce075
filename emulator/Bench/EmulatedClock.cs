namespace ChargerFirmware.Bench;

/// <summary>A computer's clock: runs as fast as the world's, and may show another time.</summary>
internal sealed class EmulatedClock(TimeProvider world, TimeSpan error) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => world.LocalTimeZone;

    public override long TimestampFrequency => world.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => world.GetUtcNow() + error;

    public override long GetTimestamp() => world.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        world.CreateTimer(callback, state, dueTime, period);
}
