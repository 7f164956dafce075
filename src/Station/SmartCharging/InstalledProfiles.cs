using System.Globalization;
using ChargerFirmware.Station.Profiles;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.SmartCharging;

/// <summary>
/// The charging profiles of one station, kept over a restart (OCPP 1.6, 5.16.4; errata v4.0). A change holds at once; a store that cannot
/// be written gets it when it can, for a grid operator's limit must not wait for a disk.
/// </summary>
internal sealed class InstalledProfiles
{
    private readonly WatchedStore _store;
    private readonly List<ChargingProfile> _profiles = [];

    public InstalledProfiles(WatchedStore store, ILogger logger)
    {
        _store = store;
        foreach (var row in store.Load(StoreTables.ChargingProfiles))
        {
            if (row.Read(StoreTables.ChargingProfiles, ProfileJson.Default.ChargingProfile, logger) is { } profile && IsUsable(profile))
            {
                _profiles.Add(profile);
            }
        }
    }

    public IReadOnlyCollection<ChargingProfile> All => _profiles;

    /// <summary>Whether there is room for it, counting what it replaces.</summary>
    public bool HasRoomFor(ChargingProfile profile) =>
        _profiles.Count(other => !profile.Replaces(other)) < ProfileRules.MaxProfilesInstalled;

    /// <summary>Puts it in place of what it replaces. Ends when it is durable, or held until the store can be written.</summary>
    public Task InstallAsync(ChargingProfile profile)
    {
        var changes = TakeOut(profile.Replaces);
        _profiles.Add(profile);
        changes.Add(StoredJson.Put(StoreTables.ChargingProfiles, RowKey(profile), profile, ProfileJson.Default.ChargingProfile));
        return _store.CommitOrHoldAsync(changes);
    }

    /// <summary>Takes out all that match.</summary>
    /// <returns>The writing of it; null when none matched.</returns>
    public Task? Remove(Predicate<ChargingProfile> match)
    {
        var changes = TakeOut(match);
        return changes.Count > 0 ? _store.CommitOrHoldAsync(changes) : null;
    }

    private List<StoreChange> TakeOut(Predicate<ChargingProfile> match)
    {
        var changes = _profiles.FindAll(match).ConvertAll(profile => StoreChange.Delete(StoreTables.ChargingProfiles, RowKey(profile)));
        _profiles.RemoveAll(match);
        return changes;
    }

    /// <summary>What was written by another release, or damaged, must not stop the station.</summary>
    private static bool IsUsable(ChargingProfile profile) =>
        ProfileRules.FindFault(profile, Enum.GetValues<ChargingRateUnit>()) is null &&
        (profile.Kind == ProfileKind.Relative || profile.Schedule.Start is not null);

    private static string RowKey(ChargingProfile profile) => profile.Id.ToString(CultureInfo.InvariantCulture);
}
