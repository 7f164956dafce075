using ChargerFirmware.Station.Connectors;

namespace ChargerFirmware.Telemetry.Mqtt.Pictures;

/// <summary>Decides when a connector's measurement is worth telling: beyond its dead band, or when it was told long ago.</summary>
internal sealed class MeasurementWatch(TimeProvider time, Connector connector)
{
    /// <summary>So that a reader knows that it is still so.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private Measurement? _told;
    private long _toldAt;

    /// <summary>What is to be told now; null when nothing is.</summary>
    public Measurement? Look()
    {
        var now = Measurement.Of(connector);
        if (_told is not null && now.IsNear(_told) && time.GetElapsedTime(_toldAt) < s_longest)
        {
            return null;
        }

        _told = now;
        _toldAt = time.GetTimestamp();
        return now;
    }
}
