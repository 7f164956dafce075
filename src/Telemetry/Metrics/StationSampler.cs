namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>What is true of a station now, as instruments report it. Used on the loop.</summary>
internal sealed class StationSampler(TelemetrySources sources)
{
    private readonly long _startedAt = sources.Loop.Time.GetTimestamp();

    public StationSnapshot Take()
    {
        var station = new SampledStation(sources, _startedAt);
        var taken = new Dictionary<InstrumentDefinition, InstrumentValues>();
        foreach (var instrument in Instruments.All)
        {
            if (instrument.Sample is { } sample)
            {
                var values = new InstrumentValues(instrument, sources.Label.Id);
                sample(station, values);
                taken.Add(instrument, values);
            }
        }

        return new StationSnapshot(sources.Loop.Time.GetTimestamp(), taken);
    }
}
