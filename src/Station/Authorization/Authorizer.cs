using ChargerFirmware.Station.Settings;

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

    /// <summary>As GetLocalListVersion reports it: 0 for an empty list, -1 where it is switched off (OCPP 1.6, 5.10).</summary>
    public int LocalListVersion => _settings.LocalAuthListEnabled ? _list.Version : -1;

    /// <summary>Whether any tag could be accepted while the central system is away.</summary>
    public bool CanDecideOffline => _settings.AllowOfflineTxForUnknownId || (_settings.LocalAuthorizeOffline && KnowsTags);

    private bool KnowsTags => (_settings.LocalAuthListEnabled && _list.Version > 0) || (_settings.AuthorizationCacheEnabled && !_cache.IsEmpty);

    public async Task<TagInfo> AuthorizeAsync(IdToken idToken)
    {
        if (!_authority.Takes(idToken))
        {
            return Decide(TagInfo.Invalid, online: false);
        }

        if (_authority.IsOnline)
        {
            if (_settings.LocalPreAuthorize && Find(idToken) is { IsAccepted: true } good)
            {
                return Decide(good, online: false);
            }

            var answer = await _authority.AuthorizeAsync(idToken);
            if (answer is AuthorityAnswer.Decided { Info: var info })
            {
                await LearnAsync(idToken, info);
                return Decide(info, online: true);
            }

            if (answer == AuthorityAnswer.Undecided)
            {
                return Decide(DecideAlone(idToken, mayBeUnknown: false), online: false);
            }
        }

        return Decide(DecideAlone(idToken, _settings.AllowOfflineTxForUnknownId), online: false);
    }

    /// <summary>What is known of a tag without asking, or null. The local list has priority.</summary>
    public TagInfo? Find(IdToken idToken) => FindListed(idToken) ?? (_settings.AuthorizationCacheEnabled ? _cache.Find(idToken) : null);

    /// <summary>The central system has said something of a tag. Tags of the local list never enter the cache (OCPP 1.6, 3.5.1).</summary>
    public Task LearnAsync(IdToken idToken, TagInfo info)
    {
        if (FindListed(idToken) is { } listed)
        {
            _conflicts.Note(idToken, listed, info);
            return Task.CompletedTask;
        }

        // A cache that is switched off learns nothing, and must not come back with what is no longer so.
        return _settings.AuthorizationCacheEnabled ? _cache.LearnAsync(idToken, info) : _cache.ForgetAsync([idToken]);
    }

    /// <summary>Replaces or amends the local list. What it speaks of leaves the cache, and contradicts nothing until proven again.</summary>
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

            var idTokens = update.Entries.Select(entry => entry.IdToken).ToList();
            _conflicts.Forget(idTokens);
            await _cache.ForgetAsync(idTokens);
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

    private TagInfo DecideAlone(IdToken idToken, bool mayBeUnknown)
    {
        // A tag that is known and not good never falls to the rule for unknown ones.
        if (Find(idToken) is { } known)
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

    private TagInfo? FindListed(IdToken idToken) => _settings.LocalAuthListEnabled ? _list.Find(idToken) : null;

    /// <summary>A list that is not in force contradicts nothing.</summary>
    private void OnSettingsChanged()
    {
        if (!_settings.LocalAuthListEnabled)
        {
            _conflicts.Clear();
        }
    }
}
