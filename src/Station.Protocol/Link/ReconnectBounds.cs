using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Station.Protocol.Link;

/// <summary>How long the station waits before it dials its central system again.</summary>
public static class ReconnectBounds
{
    /// <summary>OCPP 1.6 leaves it open; these are the shape and the defaults of OCPP 2.0.1, part 4.</summary>
    public static BackOffBounds Default { get; } = new()
    {
        Minimum = TimeSpan.FromSeconds(3), RandomRange = TimeSpan.FromSeconds(10), RepeatTimes = 5,
    };
}
