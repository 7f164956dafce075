namespace ChargerFirmware.Station.Authorization;

/// <summary>
/// Decides whether a presented tag may charge (OCPP 1.6, 3.5). The central system decides while it answers, unless the tag is
/// known to be good and LocalPreAuthorize saves the asking; without it, what is known of the tag and our own rules do. What is
/// known stands in the local list, and of tags that are not on it in the cache. A central system that answers and does not decide is
/// not offline: tags that are known are served as if it were, and AllowOfflineTxForUnknownId lets no unknown one in.
/// </summary>
public sealed class Authorizer
{
    private readonly StationSettings _settings;
    private readonly ITokenAuthority _authority;
    private readonly LocalList _list;
    private readonly AuthorizationCache _cache;
    private readonly LocalListConflicts _conflicts = new();

    public Authorizer(StationSettings settings, ITokenAuthority authority, LocalList list, AuthorizationCache cache)
    {
        _settings = settings;
        _authority = authority;
        _list = list;
        _cache = cache;
        settings.Changed += OnSettingsChanged;
    }

    /// <summary><see cref="ListContradicts"/> has changed. Raised on the loop.</summary>
    public event Action? ListContradictsChanged
    {
        add => _conflicts.Changed += value;
        remove => _conflicts.Changed -= value;
    }

    /// <summary>A presented tag was decided on; true when the central system did it. Raised on the loop.</summary>
    public event Action<TagInfo, bool>? Decided;

    /// <summary>The central system has said otherwise of a tag than the local list does.</summary>
    public bool ListContradicts => _conflicts.Any;

    /// <summary>As GetLocalListVersion tells it: 0 for an empty list, -1 where it is switched off (OCPP 1.6, 5.10).</summary>
    public int LocalListVersion => _settings.LocalAuthListEnabled ? _list.Version : -1;

    /// <summary>Whether any tag could be accepted while the central system is away.</summary>
    public bool CanDecideOffline => _settings.AllowOfflineTxForUnknownId || (_settings.LocalAuthorizeOffline && KnowsTags);

    private bool KnowsTags => (_settings.LocalAuthListEnabled && _list.Version > 0) || (_settings.AuthorizationCacheEnabled && !_cache.IsEmpty);

    public async Task<TagInfo> AuthorizeAsync(string idTag)
    {
        if (_authority.IsOnline)
        {
            if (_settings.LocalPreAuthorize && Find(idTag) is { IsAccepted: true } good)
            {
                return Decide(good, online: false);
            }

            var answer = await _authority.AuthorizeAsync(idTag);
            if (answer is AuthorityAnswer.Decided { Info: var info })
            {
                await LearnAsync(idTag, info);
                return Decide(info, online: true);
            }

            if (answer == AuthorityAnswer.Undecided)
            {
                return Decide(DecideAlone(idTag, mayBeUnknown: false), online: false);
            }
        }

        return Decide(DecideAlone(idTag, _settings.AllowOfflineTxForUnknownId), online: false);
    }

    /// <summary>What is known of a tag without asking, or null. The local list has priority.</summary>
    public TagInfo? Find(string idTag) => FindListed(idTag) ?? (_settings.AuthorizationCacheEnabled ? _cache.Find(idTag) : null);

    /// <summary>The central system has said something of a tag. Tags of the local list never enter the cache (OCPP 1.6, 3.5.1).</summary>
    public Task LearnAsync(string idTag, TagInfo info)
    {
        if (FindListed(idTag) is { } listed)
        {
            _conflicts.Note(idTag, listed, info);
            return Task.CompletedTask;
        }

        // A cache that is switched off learns nothing, and must not come back with what is no longer so.
        return _settings.AuthorizationCacheEnabled ? _cache.LearnAsync(idTag, info) : _cache.ForgetAsync([idTag]);
    }

    /// <summary>Replaces or amends the local list. What it speaks of leaves the cache, and contradicts nobody until proven again.</summary>
    public async Task<LocalListResult> UpdateLocalListAsync(LocalListUpdate update)
    {
        if (!_settings.LocalAuthListEnabled)
        {
            return LocalListResult.NotSupported;
        }

        var result = await _list.UpdateAsync(update);
        if (result == LocalListResult.Accepted)
        {
            if (update.IsFull)
            {
                _conflicts.Clear();
            }

            var idTags = update.Entries.Select(entry => entry.IdTag).ToList();
            _conflicts.Forget(idTags);
            await _cache.ForgetAsync(idTags);
        }

        return result;
    }

    /// <summary>Forgets all tags of the cache.</summary>
    /// <returns>False when there is no cache to clear.</returns>
    public async Task<bool> TryClearCacheAsync()
    {
        if (!_settings.AuthorizationCacheEnabled)
        {
            return false;
        }

        await _cache.ClearAsync();
        return true;
    }

    private TagInfo DecideAlone(string idTag, bool mayBeUnknown)
    {
        // A tag that is known and not good never falls to the rule for unknown ones.
        if (Find(idTag) is { } known)
        {
            return known.IsAccepted && !_settings.LocalAuthorizeOffline ? TagInfo.Invalid : known;
        }

        return mayBeUnknown ? new TagInfo(AuthorizationStatus.Accepted) : TagInfo.Invalid;
    }

    private TagInfo Decide(TagInfo info, bool online)
    {
        Decided?.Invoke(info, online);
        return info;
    }

    private TagInfo? FindListed(string idTag) => _settings.LocalAuthListEnabled ? _list.Find(idTag) : null;

    /// <summary>A list that is not in force contradicts nobody.</summary>
    private void OnSettingsChanged()
    {
        if (!_settings.LocalAuthListEnabled)
        {
            _conflicts.Clear();
        }
    }
}
