using System.Globalization;
using System.Text.Json;
using ChargerFirmware.Station.Settings;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Authorization;

/// <summary>
/// The tags that the central system has sent ahead (local authorization list, OCPP 1.6, 3.5.2), one row a tag, kept over a
/// restart together with their version. An update is carried out whole or not at all.
/// </summary>
public sealed class LocalList
{
    private const string VersionRow = "version";
    private static readonly TagInfo s_accepted = new(AuthorizationStatus.Accepted);

    private readonly Dictionary<string, TagInfo> _tags = new(IdToken.Values);
    private readonly IStationStore _store;
    private readonly StationSettings _settings;
    private readonly StationClock _clock;
    private readonly ILogger _logger;
    private Task _lastUpdate = Task.CompletedTask;
    private int _version;

    public LocalList(IStationStore store, StationSettings settings, StationClock clock, ILogger logger)
    {
        _store = store;
        _settings = settings;
        _clock = clock;
        _logger = logger;
        var isDamaged = false;
        foreach (var row in store.Load(StoreTables.ListedTags))
        {
            if (row.Read(StoreTables.ListedTags, LocalListJson.Default.ListedTag, logger) is { } tag)
            {
                _tags[row.Key] = Shared(new TagInfo(tag.Status, tag.GroupIdToken, tag.ExpiryDate));
            }
            else
            {
                isDamaged = true;
            }
        }

        foreach (var row in store.Load(StoreTables.LocalListVersion))
        {
            isDamaged |= !int.TryParse(row.Value.Span, CultureInfo.InvariantCulture, out _version);
        }

        // A list that is not whole is of no version: the central system sends it anew when it asks for the version.
        _version = isDamaged ? 1 : _version;
    }

    /// <summary>The version that the central system gave it; 0 while it is empty, whatever version emptied it (OCPP 1.6, 5.10).</summary>
    public int Version => _tags.Count == 0 ? 0 : _version;

    /// <summary>Tags on the list.</summary>
    public int Count => _tags.Count;

    /// <summary>What the list says of a tag, or null. One whose date has passed is Expired.</summary>
    public TagInfo? Find(IdToken idToken) => _tags.GetValueOrDefault(idToken.Value)?.At(_clock.UtcNow);

    /// <summary>Carries out an update. Ends when it would survive a power cut; updates are carried out in the order of their coming.</summary>
    public Task<LocalListResult> UpdateAsync(LocalListUpdate update)
    {
        // The rows to change follow from the rows there are: two updates at once would mix.
        var result = UpdateAsync(_lastUpdate, update);
        _lastUpdate = result;
        return result;
    }

    private async Task<LocalListResult> UpdateAsync(Task before, LocalListUpdate update)
    {
        await before;
        if (!update.IsFull && update.Version <= Version)
        {
            return LocalListResult.VersionMismatch;
        }

        if (FindFault(update) is { } fault)
        {
            _logger.LogWarning("Version {Version} of the local list was refused: {Fault}", update.Version, fault);
            return LocalListResult.Failed;
        }

        try
        {
            await _store.CommitAsync([.. Changes(update), PutVersion(update.Version)]);
        }
        catch (IOException refusal)
        {
            _logger.LogError("Version {Version} of the local list could not be stored; the old one holds: {Problem}", update.Version, refusal.Message);
            return LocalListResult.Failed;
        }

        Apply(update);
        return LocalListResult.Accepted;
    }

    private string? FindFault(LocalListUpdate update)
    {
        if (update.Entries.Count > _settings.SendLocalListMaxLength)
        {
            return $"{update.Entries.Count} entries, SendLocalListMaxLength is {_settings.SendLocalListMaxLength}";
        }

        var named = new HashSet<string>(IdToken.Values);
        var count = update.IsFull ? 0 : _tags.Count;
        foreach (var entry in update.Entries)
        {
            if (!named.Add(entry.IdToken.Value))
            {
                return $"{entry.IdToken} is named twice";
            }

            if (update.IsFull && entry.Info is null)
            {
                return $"a full list says nothing of {entry.IdToken}";
            }

            var isListed = !update.IsFull && _tags.ContainsKey(entry.IdToken.Value);
            count += (entry.Info is not null ? 1 : 0) - (isListed ? 1 : 0);
        }

        return count > _settings.LocalAuthListMaxLength ? $"{count} tags, LocalAuthListMaxLength is {_settings.LocalAuthListMaxLength}" : null;
    }

    /// <summary>The rows that differ: sending a list again with few changes costs little.</summary>
    private IEnumerable<StoreChange> Changes(LocalListUpdate update)
    {
        if (update.IsFull)
        {
            var kept = update.Entries.Select(entry => entry.IdToken.Value).ToHashSet(IdToken.Values);
            foreach (var value in _tags.Keys.Where(value => !kept.Contains(value)))
            {
                yield return StoreChange.Delete(StoreTables.ListedTags, new IdToken(value).Key);
            }
        }

        foreach (var (idToken, info) in update.Entries)
        {
            if (_tags.GetValueOrDefault(idToken.Value) == info)
            {
                continue;
            }

            yield return info is null
                ? StoreChange.Delete(StoreTables.ListedTags, idToken.Key)
                : StoreChange.Put(StoreTables.ListedTags, idToken.Key, JsonSerializer.SerializeToUtf8Bytes(
                    new ListedTag(info.Status, info.GroupIdToken, info.ExpiryDate), LocalListJson.Default.ListedTag));
        }
    }

    private void Apply(LocalListUpdate update)
    {
        _version = update.Version;
        if (update.IsFull)
        {
            _tags.Clear();
        }

        foreach (var (idToken, info) in update.Entries)
        {
            if (info is null)
            {
                _tags.Remove(idToken.Value);
            }
            else
            {
                _tags[idToken.Value] = Shared(info);
            }
        }
    }

    private static StoreChange PutVersion(int version) => StoreChange.Put(
        StoreTables.LocalListVersion, VersionRow, JsonSerializer.SerializeToUtf8Bytes(version, LocalListJson.Default.Int32));

    /// <summary>Most tags of a long list say the same.</summary>
    private static TagInfo Shared(TagInfo info) => info == s_accepted ? s_accepted : info;
}
