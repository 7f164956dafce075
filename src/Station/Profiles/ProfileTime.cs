namespace ChargerFirmware.Station.Profiles;

/// <summary>What one profile says at an instant, and when it will next say something else (OCPP 1.6, 3.13).</summary>
public static class ProfileTime
{
    /// <summary>The limit of <paramref name="profile"/>, or null when it says nothing then: not valid, not begun, or over.</summary>
    /// <param name="transactionStart">Where the time of a relative profile begins; before it the first period counts.</param>
    public static RateLimit? LimitAt(ChargingProfile profile, DateTimeOffset instant, DateTimeOffset transactionStart)
    {
        if (instant < profile.ValidFrom || instant >= profile.ValidTo || RoundAt(profile, instant, transactionStart) is not { } round)
        {
            return null;
        }

        var schedule = profile.Schedule;
        var offset = instant > round.Start ? instant - round.Start : TimeSpan.Zero;
        if (offset >= round.Length)
        {
            return null;
        }

        var current = schedule.Periods[0];
        foreach (var period in schedule.Periods)
        {
            if (TimeSpan.FromSeconds(period.StartSeconds) > offset)
            {
                break;
            }

            current = period;
        }

        return new RateLimit(current.Limit, schedule.Unit, current.NumberPhases);
    }

    /// <summary>The first instant after <paramref name="after"/> at which the limit may be another; null when there is none.</summary>
    public static DateTimeOffset? NextChange(ChargingProfile profile, DateTimeOffset after, DateTimeOffset transactionStart)
    {
        DateTimeOffset? next = null;
        Consider(profile.ValidFrom);
        Consider(profile.ValidTo);
        if (RoundAt(profile, after, transactionStart) is { } round)
        {
            foreach (var period in profile.Schedule.Periods)
            {
                var begins = TimeSpan.FromSeconds(period.StartSeconds);
                Consider(begins < round.Length ? Later(round.Start, begins) : null);
            }

            Consider(Later(round.Start, round.Length));
            Consider(Round(profile) is { } length ? Later(round.Start, length) : null);
        }
        else
        {
            Consider(profile.Schedule.Start);
        }

        return next;

        void Consider(DateTimeOffset? instant)
        {
            if (instant > after && (next is null || instant < next))
            {
                next = instant;
            }
        }
    }

    /// <summary>The round of the schedule that has begun last; null when none has.</summary>
    private static (DateTimeOffset Start, TimeSpan Length)? RoundAt(ChargingProfile profile, DateTimeOffset instant, DateTimeOffset transactionStart)
    {
        var length = profile.Schedule.DurationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
        if (profile.Kind == ProfileKind.Relative)
        {
            return (transactionStart, length);
        }

        var start = profile.Schedule.Start!.Value;
        if (instant < start)
        {
            return null;
        }

        if (Round(profile) is not { } round)
        {
            return (start, length);
        }

        var rounds = (instant - start).Ticks / round.Ticks;
        return (start + TimeSpan.FromTicks(rounds * round.Ticks), length < round ? length : round);
    }

    /// <summary>A central system may name years that no clock reaches.</summary>
    private static DateTimeOffset? Later(DateTimeOffset start, TimeSpan length) =>
        length <= DateTimeOffset.MaxValue - start ? start + length : null;

    private static TimeSpan? Round(ChargingProfile profile) => profile.Recurrency switch
    {
        Recurrency.Daily when profile.Kind == ProfileKind.Recurring => TimeSpan.FromDays(1),
        Recurrency.Weekly when profile.Kind == ProfileKind.Recurring => TimeSpan.FromDays(7),
        _ => null,
    };
}
