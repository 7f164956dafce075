namespace ChargerFirmware.Bench.Scenarios;

/// <summary>When something held and when it did not, in the bench's own time.</summary>
internal sealed class Timeline(TimeProvider time)
{
    private readonly List<Interval> _stretches = [];

    public IReadOnlyList<Interval> Intervals => _stretches;

    public bool IsOn => _stretches is [.., { To: null }];

    public void Note(bool on)
    {
        if (on == IsOn)
        {
            return;
        }

        var now = time.GetUtcNow();
        if (on)
        {
            _stretches.Add(new Interval(now, null));
        }
        else
        {
            _stretches[^1] = _stretches[^1] with { To = now };
        }
    }

    /// <summary>Whether it held at any instant from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public bool Touches(DateTimeOffset from, DateTimeOffset to) => _stretches.Exists(stretch => stretch.Touches(from, to));

    /// <summary>Whether it held from <paramref name="from"/> to <paramref name="to"/> without a break.</summary>
    public bool Covers(DateTimeOffset from, DateTimeOffset to) =>
        _stretches.Exists(stretch => stretch.From <= from && (stretch.To ?? DateTimeOffset.MaxValue) >= to);

    /// <summary>Whether it held at this moment or at most <paramref name="ago"/> before.</summary>
    public bool HeldWithin(TimeSpan ago) => Touches(time.GetUtcNow() - ago, time.GetUtcNow());
}
