namespace ChargerFirmware.Station.Profiles;

/// <summary>Limits over time (OCPP 1.6, 7.13).</summary>
public sealed record ChargingSchedule
{
    public required ChargingRateUnit Unit { get; init; }

    /// <summary>At least one; the first begins at 0, each later than the one before.</summary>
    public required IReadOnlyList<SchedulePeriod> Periods { get; init; }

    /// <summary>Null: the last period goes on.</summary>
    public int? DurationSeconds { get; init; }

    /// <summary>Where the time of an absolute or the first round of a recurring schedule begins.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Below this the vehicle charges inefficiently. Kept and not used: it advises and does not limit.</summary>
    public decimal? MinChargingRate { get; init; }
}
