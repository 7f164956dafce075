namespace ChargerFirmware.EventLoop;

/// <summary>How long to wait before the next attempt at something that has failed.</summary>
/// <param name="random">One number of it a wait.</param>
public sealed class BackOff(BackOffBounds bounds, RandomSource random)
{
    private int _failures;

    /// <summary>Counts one more failure and gives the wait that follows it.</summary>
    public TimeSpan Next()
    {
        var doublings = Math.Min(_failures, bounds.RepeatTimes);
        _failures = doublings + 1;
        var wait = bounds.Minimum * Math.Pow(2, doublings);
        return wait + ((bounds.RandomRange + (wait * bounds.RandomShare)) * random.NextDouble());
    }

    /// <summary>It has succeeded: the next wait is the shortest again.</summary>
    public void Reset() => _failures = 0;
}
