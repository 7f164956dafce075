namespace ChargerFirmware.Telemetry.Mqtt.Adapters;

/// <summary>
/// Lets as many messages in as a station can look at: twenty at once, ten a second. The rest is discarded, whoever sends it; the loop
/// never sees it. Used on the pool, by one message at a time.
/// </summary>
internal sealed class CommandGate
{
    /// <summary>No command is nearly as long.</summary>
    public const int LongestPayloadBytes = 4096;

    private const double MostAtOnce = 20, MostASecond = 10;

    private double _left = MostAtOnce;
    private long _lastAt = TimeProvider.System.GetTimestamp();

    public bool TryPass()
    {
        var now = TimeProvider.System.GetTimestamp();
        _left = Math.Min(MostAtOnce, _left + (TimeProvider.System.GetElapsedTime(_lastAt, now).TotalSeconds * MostASecond));
        _lastAt = now;
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
