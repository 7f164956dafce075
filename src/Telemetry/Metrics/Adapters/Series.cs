namespace ChargerFirmware.Telemetry.Metrics.Adapters;

/// <summary>One series of a family. Written by one thread or another and read by a third, without a lock: counting never waits.</summary>
internal sealed class Series(string labels, IReadOnlyList<double> buckets)
{
    // One more than bounds: what is beyond the last.
    private readonly long[] _counts = new long[buckets.Count > 0 ? buckets.Count + 1 : 0];
    private double _value;
    private int _collection;

    public string Labels { get; } = labels;

    /// <summary>A counter's or a gauge's value, or the sum of a histogram.</summary>
    public double Value => Volatile.Read(ref _value);

    /// <summary>The collection in which it was observed last.</summary>
    public int Collection => Volatile.Read(ref _collection);

    public void Add(double delta)
    {
        for (var before = Value; ;)
        {
            var found = Interlocked.CompareExchange(ref _value, before + delta, before);
            if (found.Equals(before))
            {
                return;
            }

            before = found;
        }
    }

    public void Set(double value, int collection)
    {
        Volatile.Write(ref _value, value);
        Volatile.Write(ref _collection, collection);
    }

    public void Record(double value)
    {
        var index = 0;
        while (index < buckets.Count && value > buckets[index])
        {
            index++;
        }

        Interlocked.Increment(ref _counts[index]);
        Add(value);
    }

    /// <summary>How many values fell into each range, not yet summed up.</summary>
    public long[] ReadCounts()
    {
        var counts = new long[_counts.Length];
        for (var index = 0; index < counts.Length; index++)
        {
            counts[index] = Volatile.Read(ref _counts[index]);
        }

        return counts;
    }
}
