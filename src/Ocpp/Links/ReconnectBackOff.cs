using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Ocpp.Links;

/// <summary>Tells how long to wait before the next attempt to connect.</summary>
public sealed class ReconnectBackOff(BackOffBounds bounds, Entropy entropy)
{
    private int _failures;

    /// <summary>Counts one more failure and gives the wait that follows it.</summary>
    public TimeSpan Next()
    {
        var doublings = Math.Min(_failures, bounds.RepeatTimes);
        _failures = doublings + 1;
        return (bounds.Minimum * Math.Pow(2, doublings)) + (bounds.RandomRange * entropy.NextDouble());
    }

    /// <summary>A connection was made: the next wait is the shortest again.</summary>
    public void Reset() => _failures = 0;
}
