using ChargerFirmware.Station.Profiles;

namespace ChargerFirmware.Tests.Unit.Station.SmartCharging;

/// <summary>
/// The standard's rules again, second by second and without a thought of when anything changes: what the station computes is held
/// against it.
/// </summary>
internal static class NaiveForecast
{
    /// <summary>What an AC connector of 32 A may take in A, <paramref name="second"/> seconds after the beginning.</summary>
    public static decimal LimitAt(IReadOnlyList<ChargingProfile> profiles, int second, int transactionSecond)
    {
        var limit = 32m;
        var own = profiles.Where(profile => profile is { Purpose: ProfilePurpose.TxProfile, ConnectorId: 1 });
        var default1 = profiles.Where(profile => profile is { Purpose: ProfilePurpose.TxDefaultProfile, ConnectorId: 1 });
        var default0 = profiles.Where(profile => profile is { Purpose: ProfilePurpose.TxDefaultProfile, ConnectorId: 0 });
        foreach (var group in new[] { own, default1, default0 })
        {
            if (Top(group, second, transactionSecond) is { } found)
            {
                limit = Math.Min(limit, found);
                break;
            }
        }

        var station = Top(profiles.Where(profile => profile.Purpose == ProfilePurpose.ChargePointMaxProfile), second, transactionSecond);
        return Math.Floor(Math.Min(limit, station ?? limit) * 10) / 10;
    }

    private static decimal? Top(IEnumerable<ChargingProfile> group, int second, int transactionSecond)
    {
        foreach (var profile in group.OrderByDescending(profile => profile.StackLevel))
        {
            if (Says(profile, second, transactionSecond) is { } amperes)
            {
                return amperes;
            }
        }

        return null;
    }

    private static decimal? Says(ChargingProfile profile, int second, int transactionSecond)
    {
        if (profile.ValidFrom is { } from && second < Second(from) || profile.ValidTo is { } to && second >= Second(to))
        {
            return null;
        }

        var into = profile.Kind == ProfileKind.Relative ? second - transactionSecond : second - Second(profile.Schedule.Start!.Value);
        if (into < 0)
        {
            return null;
        }

        into = profile.Kind != ProfileKind.Recurring ? into : into % (profile.Recurrency == Recurrency.Daily ? 86_400 : 604_800);
        if (into >= (profile.Schedule.DurationSeconds ?? int.MaxValue))
        {
            return null;
        }

        var period = profile.Schedule.Periods.Last(candidate => candidate.StartSeconds <= into);
        return profile.Schedule.Unit == ChargingRateUnit.A ? period.Limit : period.Limit / (230 * (period.NumberPhases ?? 3));
    }

    private static int Second(DateTimeOffset instant) => (int)(instant - Profiles.Beginning).TotalSeconds;
}
