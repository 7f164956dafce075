namespace ChargerFirmware.Bench.Scenarios;

/// <summary>A time for which something held; <paramref name="To"/> is null while it does.</summary>
internal readonly record struct Interval(DateTimeOffset From, DateTimeOffset? To)
{
    public bool Touches(DateTimeOffset from, DateTimeOffset to) => From <= to && (To ?? DateTimeOffset.MaxValue) >= from;
}
