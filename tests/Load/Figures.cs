using HdrHistogram;

namespace ChargerFirmware.Tests.Load;

/// <summary>Latencies of answers by action, and errors by kind. Used by all stations at once.</summary>
internal sealed class Figures
{
    private const long LongestMicroseconds = 120_000_000;
    private const int Digits = 3;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, HistogramBase> _latencies = new(StringComparer.Ordinal);
    private readonly HistogramBase _all = new LongHistogram(LongestMicroseconds, Digits);
    private readonly HistogramBase _lateness = new LongHistogram(LongestMicroseconds, Digits);
    private readonly SortedDictionary<string, int> _errors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _commands = new(StringComparer.Ordinal);
    private int _connections;

    public int Connections => _connections;

    public void Connected() => Interlocked.Increment(ref _connections);

    public void Answered(string action, TimeSpan took)
    {
        lock (_gate)
        {
            if (!_latencies.TryGetValue(action, out var histogram))
            {
                _latencies[action] = histogram = new LongHistogram(LongestMicroseconds, Digits);
            }

            Record(histogram, took);
            Record(_all, took);
        }
    }

    /// <summary>This program itself was late: what it measures is too long by that.</summary>
    public void OwnLateness(TimeSpan late)
    {
        lock (_gate)
        {
            Record(_lateness, late);
        }
    }

    public void Error(string kind) => Count(_errors, kind);

    /// <summary>The central system has asked a station for something.</summary>
    public void Command(string action) => Count(_commands, action);

    public IReadOnlyList<Latency> Latencies()
    {
        lock (_gate)
        {
            return [.. _latencies.Select(entry => Latency.Of(entry.Key, entry.Value))];
        }
    }

    public Latency All()
    {
        lock (_gate)
        {
            return Latency.Of("all", _all);
        }
    }

    public Latency OwnLateness()
    {
        lock (_gate)
        {
            return Latency.Of("own lateness", _lateness);
        }
    }

    public IReadOnlyDictionary<string, int> Errors()
    {
        lock (_gate)
        {
            return new SortedDictionary<string, int>(_errors, StringComparer.Ordinal);
        }
    }

    public IReadOnlyDictionary<string, int> Commands()
    {
        lock (_gate)
        {
            return new SortedDictionary<string, int>(_commands, StringComparer.Ordinal);
        }
    }

    private static void Record(HistogramBase histogram, TimeSpan took) =>
        histogram.RecordValue(Math.Clamp((long)took.TotalMicroseconds, 1, LongestMicroseconds));

    private void Count(SortedDictionary<string, int> counts, string name)
    {
        lock (_gate)
        {
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
    }
}
