using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ChargerFirmware.Telemetry.Metrics.Adapters;

/// <summary>All series of one instrument.</summary>
internal sealed class Family
{
    /// <summary>Labels are words of lists, so this is never reached; were it a mistake, it must not eat the memory.</summary>
    public const int MostSeries = 1000;

    private readonly ConcurrentDictionary<LabelSet, Series> _series = new(new LabelSetComparer());
    private readonly ConcurrentDictionary<LabelSet, Series>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _byTags;

    public Family(Instrument instrument)
    {
        _byTags = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
        Buckets = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? [];
        IsObserved = instrument.IsObservable;
        IsCounter = instrument is Counter<double> or ObservableCounter<double>;
        IsHistogram = instrument is Histogram<double>;
        Name = PrometheusNaming.Of(instrument.Name, instrument.Unit ?? "", IsCounter);
        Help = instrument.Description ?? "";
    }

    public string Name { get; }

    public string Help { get; }

    public bool IsCounter { get; }

    public bool IsHistogram { get; }

    public bool IsObserved { get; }

    public IReadOnlyList<double> Buckets { get; }

    /// <summary>In a stable order.</summary>
    public IEnumerable<Series> All => _series.Values.OrderBy(series => series.Labels, StringComparer.Ordinal);

    /// <summary>The series with these labels; null when there are too many already.</summary>
    public Series? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_byTags.TryGetValue(tags, out var known))
        {
            return known;
        }

        if (_series.Count >= MostSeries)
        {
            return null;
        }

        var labels = new LabelSet(tags);
        return _series.GetOrAdd(labels, new Series(labels.Text, Buckets));
    }

    /// <summary>Forgets what the last collection has not observed: it no longer exists.</summary>
    public void Trim(int collection)
    {
        foreach (var (labels, series) in _series)
        {
            if (series.Collection != collection)
            {
                _series.TryRemove(labels, out _);
            }
        }
    }
}

/// <summary>Finds a series by the labels of a measurement without making an object of them.</summary>
internal sealed class LabelSetComparer : IEqualityComparer<LabelSet>, IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, LabelSet>
{
    public bool Equals(LabelSet? x, LabelSet? y) => x?.Equals(y) ?? y is null;

    public int GetHashCode(LabelSet obj) => obj.GetHashCode();

    public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, LabelSet other) => other.Equals(alternate);

    public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => LabelSet.HashOf(alternate);

    public LabelSet Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => new(alternate);
}
