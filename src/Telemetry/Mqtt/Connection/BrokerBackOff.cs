using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Telemetry.Mqtt.Connection;

/// <summary>How long to wait before the next attempt: a second, doubled with each failure up to a minute, and a fifth of it by chance.</summary>
internal sealed class BrokerBackOff(Entropy entropy)
{
    private const int MostDoublings = 6;
    private const double RandomShare = 0.2;
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1);

    private int _failures;

    /// <summary>Counts one more failure and gives the wait that follows it.</summary>
    public TimeSpan Next()
    {
        var wait = s_first * Math.Pow(2, Math.Min(_failures++, MostDoublings));
        return wait * (1 + (RandomShare * entropy.NextDouble()));
    }

    public void Reset() => _failures = 0;
}
