using System.Diagnostics;
using System.Diagnostics.Metrics;
using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Telemetry.Metrics;

/// <summary>
/// The table of instruments as .NET meters. Counters and histograms are fed on the loop, as things happen; what is observed comes from
/// the snapshot that the loop published last, or from the process, on whatever thread it is asked for. No listener can make the loop wait.
/// </summary>
public sealed class StationMeter : IDisposable
{
    /// <summary>What an OpenTelemetry pipeline subscribes to.</summary>
    public const string Name = "ChargerFirmware.Station";

    /// <summary>What is older than this is not shown: a loop that hangs leaves gaps, not stale values.</summary>
    private static readonly TimeSpan s_freshness = TimeSpan.FromSeconds(15);

    private readonly Loop _loop;
    private readonly string _station;
    private readonly Meter _meter = new(Name);
    private readonly Dictionary<InstrumentDefinition, Counter<double>> _counters = [];
    private readonly Dictionary<InstrumentDefinition, Histogram<double>> _histograms = [];
    private volatile StationSnapshot? _latest;

    /// <param name="station">The value of the label that all carry.</param>
    /// <param name="instruments">The table.</param>
    public StationMeter(Loop loop, string station, IEnumerable<InstrumentDefinition> instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        _loop = loop;
        _station = station;
        foreach (var instrument in instruments)
        {
            Create(instrument);
        }
    }

    /// <summary>Whether this instrument is one of ours.</summary>
    internal bool Owns(Instrument instrument) => ReferenceEquals(instrument.Meter, _meter);

    /// <summary>Makes a snapshot what observers hear. Null: there is no station now.</summary>
    internal void Publish(StationSnapshot? snapshot) => _latest = snapshot;

    /// <param name="labels">The values of the instrument's labels, in the table's order.</param>
    internal void Add(InstrumentDefinition counter, double delta, params ReadOnlySpan<string> labels) =>
        _counters[counter].Add(delta, Tags(counter, labels));

    /// <inheritdoc cref="Add"/>
    internal void Record(InstrumentDefinition histogram, double value, params ReadOnlySpan<string> labels) =>
        _histograms[histogram].Record(value, Tags(histogram, labels));

    public void Dispose() => _meter.Dispose();

    private void Create(InstrumentDefinition instrument)
    {
        switch (instrument.Kind)
        {
            case InstrumentKind.Counter:
                _counters.Add(instrument, _meter.CreateCounter<double>(instrument.Name, instrument.Unit, instrument.Help));
                break;
            case InstrumentKind.ObservedCounter:
                _meter.CreateObservableCounter(instrument.Name, () => Observe(instrument), instrument.Unit, instrument.Help);
                break;
            case InstrumentKind.Gauge:
                _meter.CreateObservableGauge(instrument.Name, () => Observe(instrument), instrument.Unit, instrument.Help);
                break;
            case InstrumentKind.Histogram:
                var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = instrument.Buckets };
                _histograms.Add(instrument, _meter.CreateHistogram(instrument.Name, instrument.Unit, instrument.Help, tags: null, advice));
                break;
        }
    }

    private IEnumerable<Measurement<double>> Observe(InstrumentDefinition instrument)
    {
        if (instrument.Observe is { } observe)
        {
            var values = new InstrumentValues(instrument, _station);
            observe(_loop, values);
            return values.All;
        }

        return _latest is { } latest && _loop.Time.GetElapsedTime(latest.TakenAt) <= s_freshness ? latest.Of(instrument) : [];
    }

    private TagList Tags(InstrumentDefinition instrument, ReadOnlySpan<string> labels)
    {
        var tags = new TagList { { InstrumentDefinition.StationLabel, _station } };
        for (var index = 0; index < labels.Length; index++)
        {
            tags.Add(instrument.Labels[index], labels[index]);
        }

        return tags;
    }
}
