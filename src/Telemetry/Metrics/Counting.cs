namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>Counts what happens at a station, as it happens. Used on the loop; ends counting when disposed.</summary>
internal sealed class Counting(StationMeter meter, TelemetrySources sources, FaultBarrier barrier) : IDisposable
{
    private readonly List<Action> _endings = [];

    public TelemetrySources Sources => sources;

    /// <inheritdoc cref="StationMeter.Add"/>
    public void Add(InstrumentDefinition counter, double delta, params ReadOnlySpan<string> labels) => meter.Add(counter, delta, labels);

    /// <inheritdoc cref="StationMeter.Add"/>
    public void Record(InstrumentDefinition histogram, double value, params ReadOnlySpan<string> labels) => meter.Record(histogram, value, labels);

    /// <summary>Whatever an event leads to goes through here: an error of telemetry must not become one of the station.</summary>
    public void Run(Action step) => barrier.Run(step);

    /// <summary>What ends the counting that has begun.</summary>
    public void AtEnd(Action end) => _endings.Add(end);

    public void Dispose()
    {
        foreach (var end in _endings)
        {
            end();
        }

        _endings.Clear();
    }
}
