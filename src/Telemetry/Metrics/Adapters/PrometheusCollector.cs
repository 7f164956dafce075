using System.Diagnostics.Metrics;

namespace ChargerFirmware.Telemetry.Metrics.Adapters;

/// <summary>
/// Listens to a station's instruments and keeps what Prometheus scrapes. A measurement costs an addition; all the writing is done
/// by the scrape.
/// </summary>
public sealed class PrometheusCollector : IDisposable
{
    /// <summary>By which a text may be longer than the one before it: some more series.</summary>
    private const int Growth = 1024;

    private readonly MeterListener _listener = new();
    private readonly List<Family> _families = [];
    private int _collection;
    private int _lastBytes = 32 * 1024;

    /// <param name="meter">The only one whose instruments are listened to.</param>
    public PrometheusCollector(StationMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (meter.Owns(instrument))
            {
                var family = new Family(instrument);
                _families.Add(family);
                listener.EnableMeasurementEvents(instrument, family);
            }
        };
        _listener.SetMeasurementEventCallback<double>(Measure);
        _listener.Start();
    }

    /// <summary>Asks all that is observed and writes everything. By one caller at a time; the loop does not notice.</summary>
    public ReadOnlyMemory<byte> Collect()
    {
        Interlocked.Increment(ref _collection);
        _listener.RecordObservableInstruments();
        var text = new PrometheusText(_lastBytes + Growth);
        foreach (var family in _families)
        {
            if (family.IsObserved)
            {
                family.Trim(_collection);
            }

            text.Write(family);
        }

        _lastBytes = text.Utf8.Length;
        return text.Utf8;
    }

    public void Dispose() => _listener.Dispose();

    private void Measure(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var family = (Family)state!;
        if (family.Find(tags) is not { } series)
        {
            return;
        }

        if (family.IsObserved)
        {
            series.Set(value, _collection);
        }
        else if (family.IsHistogram)
        {
            series.Record(value);
        }
        else
        {
            series.Add(value);
        }
    }
}
