namespace ChargerFirmware.Station.Profiles;

/// <summary>What a station takes, and what makes a profile one (OCPP 1.6, 3.13 and 7.8).</summary>
public static class ProfileRules
{
    /// <summary>The highest stack level, and with 0 the most profiles of one purpose at one connector.</summary>
    public const int MaxStackLevel = 10;

    public const int MaxPeriods = 200;

    public const int MaxProfilesInstalled = 40;

    /// <summary>Why <paramref name="profile"/> cannot be taken, or null.</summary>
    /// <param name="units">The units that the station takes.</param>
    public static string? FindFault(ChargingProfile profile, IReadOnlyCollection<ChargingRateUnit> units) => profile switch
    {
        { StackLevel: < 0 or > MaxStackLevel } => $"expected a stackLevel from 0 to {MaxStackLevel}, found {profile.StackLevel}",
        { Purpose: ProfilePurpose.ChargePointMaxProfile, ConnectorId: not 0 } => "a ChargePointMaxProfile is the whole station's; expected connectorId 0",
        { Purpose: ProfilePurpose.ChargePointMaxProfile, Kind: ProfileKind.Relative } => "the whole station has no transaction to be relative to",
        { Purpose: ProfilePurpose.TxProfile, ConnectorId: 0 } => "a TxProfile is a transaction's; expected a connector",
        { Kind: ProfileKind.Recurring, Recurrency: null } => "a recurring profile needs a recurrencyKind",
        { Kind: not ProfileKind.Recurring, Recurrency: not null } => "only a recurring profile has a recurrencyKind",
        { ValidFrom: { } from, ValidTo: { } to } when to <= from => "validTo is not after validFrom",
        _ => FindFault(profile.Schedule, units),
    };

    private static string? FindFault(ChargingSchedule schedule, IReadOnlyCollection<ChargingRateUnit> units)
    {
        if (!units.Contains(schedule.Unit))
        {
            return $"expected a chargingRateUnit of {string.Join(", ", units)}, found {schedule.Unit}";
        }

        if (schedule is { DurationSeconds: <= 0 } or { MinChargingRate: < 0 })
        {
            return "neither duration nor minChargingRate can be negative, and a duration is not 0";
        }

        if (schedule.Periods.Count is 0 or > MaxPeriods)
        {
            return $"expected 1 to {MaxPeriods} periods, found {schedule.Periods.Count}";
        }

        var last = -1;
        foreach (var period in schedule.Periods)
        {
            if (last < 0 ? period.StartSeconds != 0 : period.StartSeconds <= last)
            {
                return $"expected the first startPeriod to be 0 and each later than the one before, found {period.StartSeconds}";
            }

            if (period is { Limit: < 0 } or { NumberPhases: < 1 or > 3 })
            {
                return $"expected a limit of 0 or more and 1 to 3 phases, found {period.Limit} and {period.NumberPhases}";
            }

            last = period.StartSeconds;
        }

        return null;
    }
}
