namespace ChargerFirmware.Station.Maintenance;

/// <summary>How often a transfer is tried again, and how long after the failure (OCPP 1.6, 5.9 and 5.19: retries and retryInterval).</summary>
public sealed record RetryPlan(int Retries, TimeSpan Interval)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <summary>The request's figures, and our own where it names none: two retries, a minute apart.</summary>
    public static RetryPlan Of(int? retries, int? intervalSeconds)
    {
        var interval = TimeSpan.FromSeconds(Math.Max(0, intervalSeconds ?? 60));
        return new RetryPlan(Math.Clamp(retries ?? 2, 0, 1000), interval < s_longest ? interval : s_longest);
    }
}
