using System.Text.Json;
using ChargerFirmware.Station.Storage;
using ChargerFirmware.Station.Timing;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Authorization;

/// <summary>
/// What the central system has said of tags (OCPP 1.6, 3.5.1), kept over a restart. When it is full, tags that are not good go
/// first, then the oldest.
/// </summary>
public sealed class AuthorizationCache
{
    /// <summary>Tags that are kept.</summary>
    public const int Capacity = 500;

    private readonly Dictionary<string, CachedTag> _tags = new(IdToken.Values);
    private readonly IStationStore _store;
    private readonly StationClock _clock;
    private readonly ILogger _logger;
    private long _sequence;

    public AuthorizationCache(IStationStore store, StationClock clock, ILogger logger)
    {
        _store = store;
        _clock = clock;
        _logger = logger;
        foreach (var row in store.Load(StoreTables.CachedTags))
        {
            if (row.Read(StoreTables.CachedTags, CachedTagJson.Default.CachedTag, logger) is { } tag)
            {
                _tags[row.Key] = tag;
                _sequence = Math.Max(_sequence, tag.Sequence);
            }
        }
    }

    public bool IsEmpty => _tags.Count == 0;

    /// <summary>What is known of a tag, or null. One whose date has passed is Expired.</summary>
    public TagInfo? Find(IdToken idToken) =>
        _tags.TryGetValue(idToken.Value, out var tag) ? new TagInfo(tag.Status, tag.GroupIdToken, tag.ExpiryDate).At(_clock.UtcNow) : null;

    /// <summary>Remembers what Authorize, StartTransaction or StopTransaction were answered.</summary>
    public async Task LearnAsync(IdToken idToken, TagInfo info)
    {
        var changes = new List<StoreChange>();
        if (!_tags.ContainsKey(idToken.Value) && _tags.Count >= Capacity)
        {
            var victim = _tags.OrderBy(tag => tag.Value.Status == AuthorizationStatus.Accepted).ThenBy(tag => tag.Value.Sequence).First().Key;
            _tags.Remove(victim);
            changes.Add(StoreChange.Delete(StoreTables.CachedTags, new IdToken(victim).Key));
        }

        // ConcurrentTx speaks of that moment, not of the tag.
        var status = info.Status == AuthorizationStatus.ConcurrentTx ? AuthorizationStatus.Accepted : info.Status;
        var tag = new CachedTag(status, info.GroupIdToken, info.ExpiryDate, ++_sequence);
        _tags[idToken.Value] = tag;
        changes.Add(StoreChange.Put(StoreTables.CachedTags, idToken.Key, JsonSerializer.SerializeToUtf8Bytes(tag, CachedTagJson.Default.CachedTag)));
        await CommitAsync(changes);
    }

    /// <summary>Forgets some tags, because something else speaks of them now.</summary>
    public Task ForgetAsync(IEnumerable<IdToken> idTokens) => CommitAsync(
        [.. idTokens.Where(idToken => _tags.Remove(idToken.Value)).Select(idToken => StoreChange.Delete(StoreTables.CachedTags, idToken.Key))]);

    public Task ClearAsync() => ForgetAsync([.. _tags.Keys.Select(value => new IdToken(value))]);

    /// <summary>A cache that cannot be kept still serves until the restart.</summary>
    private async Task CommitAsync(IReadOnlyList<StoreChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        try
        {
            await _store.CommitAsync(changes);
        }
        catch (IOException refusal)
        {
            _logger.LogWarning("The authorization cache could not be written, and serves until the restart: {Problem}", refusal.Message);
        }
    }
}
