namespace ChargerFirmware.Station.Profiles;

/// <summary>What will hold over a time to come, as far as it can be known now (OCPP 1.6, 5.7).</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="DurationSeconds">What is covered; less than was asked for where that would take too many periods.</param>
/// <param name="Periods">Equal neighbours are merged; the first begins at 0.</param>
public sealed record CompositeSchedule(
    DateTimeOffset Start, int DurationSeconds, ChargingRateUnit Unit, IReadOnlyList<CompositePeriod> Periods)
{
    /// <summary>Samples <paramref name="limitAt"/> at each whole second from <paramref name="start"/> on, by looking only where it may change.</summary>
    /// <param name="nextChange">The first instant after the one given at which the limit may be another.</param>
    /// <param name="maxPeriods">The schedule ends before it would need one more.</param>
    public static CompositeSchedule Build(
        DateTimeOffset start,
        int durationSeconds,
        ChargingRateUnit unit,
        int maxPeriods,
        Func<DateTimeOffset, CompositePeriod> limitAt,
        Func<DateTimeOffset, DateTimeOffset?> nextChange)
    {
        var periods = new List<CompositePeriod> { limitAt(start) with { StartSeconds = 0 } };
        var looked = start;
        while (nextChange(looked) is { } change)
        {
            // A change between two seconds is seen at the later one.
            var seconds = Math.Ceiling((decimal)(change - start).Ticks / TimeSpan.TicksPerSecond);
            if (seconds >= durationSeconds)
            {
                break;
            }

            looked = start.AddSeconds((int)seconds);
            var period = limitAt(looked) with { StartSeconds = (int)seconds };
            if (period with { StartSeconds = periods[^1].StartSeconds } == periods[^1])
            {
                continue;
            }

            if (periods.Count == maxPeriods)
            {
                return new CompositeSchedule(start, (int)seconds, unit, periods);
            }

            periods.Add(period);
        }

        return new CompositeSchedule(start, durationSeconds, unit, periods);
    }
}
