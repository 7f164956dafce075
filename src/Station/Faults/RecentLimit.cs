namespace ChargerFirmware.Station.Faults;

/// <summary>
/// The highest limit of the last seconds: a vehicle has 5 s to follow a duty cycle that falls (IEC 61851-1 annex A.5), and the
/// meter shows it a second later. Until then what was allowed before is no over-current.
/// </summary>
internal sealed class RecentLimit(TimeProvider time)
{
    private static readonly TimeSpan s_following = TimeSpan.FromSeconds(7);

    private readonly List<(long EndedAt, double LimitA)> _past = [];
    private double _currentA;

    /// <summary>Takes note of the limit in force now, and returns what counts.</summary>
    public double Note(double limitA)
    {
        _past.RemoveAll(past => time.GetElapsedTime(past.EndedAt) > s_following);
        if (limitA != _currentA)
        {
            _past.Add((time.GetTimestamp(), _currentA));
            _currentA = limitA;
        }

        var highestA = limitA;
        foreach (var (_, pastA) in _past)
        {
            highestA = Math.Max(highestA, pastA);
        }

        return highestA;
    }
}
