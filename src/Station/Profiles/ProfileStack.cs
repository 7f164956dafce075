namespace ChargerFirmware.Station.Profiles;

/// <summary>What the installed profiles say together at an instant (OCPP 1.6, 3.13).</summary>
/// <remarks>
/// <para>Of one purpose the highest stack level that says something holds; where a schedule is over or has not begun, the next lower one.</para>
/// <para>A TxProfile goes before TxDefaultProfiles, and those of the connector before those of the station, whatever their levels; where the
/// former say nothing, the latter count.</para>
/// </remarks>
public sealed class ProfileStack(IReadOnlyCollection<ChargingProfile> profiles)
{
    /// <summary>What a transaction at a connector may take by its own profiles; null: they do not limit it.</summary>
    public RateLimit? TransactionLimitAt(int connectorId, DateTimeOffset instant, DateTimeOffset transactionStart) =>
        HighestAt(ProfilePurpose.TxProfile, connectorId, instant, transactionStart) ??
        HighestAt(ProfilePurpose.TxDefaultProfile, connectorId, instant, transactionStart) ??
        HighestAt(ProfilePurpose.TxDefaultProfile, 0, instant, transactionStart);

    /// <summary>What all connectors together may take by the ChargePointMaxProfiles; null: they do not limit it.</summary>
    public RateLimit? StationLimitAt(DateTimeOffset instant) => HighestAt(ProfilePurpose.ChargePointMaxProfile, 0, instant, instant);

    /// <summary>The first instant after <paramref name="after"/> at which something said for a connector, or for all, may change.</summary>
    public DateTimeOffset? NextChange(int connectorId, DateTimeOffset after, DateTimeOffset transactionStart)
    {
        DateTimeOffset? next = null;
        foreach (var profile in profiles)
        {
            if ((profile.ConnectorId == connectorId || profile.ConnectorId == 0) &&
                ProfileTime.NextChange(profile, after, transactionStart) is { } change && (next is null || change < next))
            {
                next = change;
            }
        }

        return next;
    }

    private RateLimit? HighestAt(ProfilePurpose purpose, int connectorId, DateTimeOffset instant, DateTimeOffset transactionStart)
    {
        RateLimit? highest = null;
        var level = -1;
        foreach (var profile in profiles)
        {
            if (profile.Purpose == purpose && profile.ConnectorId == connectorId && profile.StackLevel > level &&
                ProfileTime.LimitAt(profile, instant, transactionStart) is { } limit)
            {
                highest = limit;
                level = profile.StackLevel;
            }
        }

        return highest;
    }
}
