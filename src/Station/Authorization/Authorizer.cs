namespace ChargerFirmware.Station.Authorization;

/// <summary>
/// Decides whether a presented tag may charge (OCPP 1.6, 3.5). The central system decides while it answers, unless the tag is
/// known to be good and LocalPreAuthorize saves the asking; without it, what is known of the tag and our own rules do.
/// </summary>
public sealed class Authorizer(StationSettings settings, ITokenAuthority authority, AuthorizationCache cache)
{
    public async Task<TagInfo> AuthorizeAsync(string idTag)
    {
        var known = settings.AuthorizationCacheEnabled ? cache.Find(idTag) : null;
        if (authority.IsOnline)
        {
            if (known is { IsAccepted: true } && settings.LocalPreAuthorize)
            {
                return known;
            }

            if (await authority.AuthorizeAsync(idTag) is { } told)
            {
                await LearnAsync(idTag, told);
                return told;
            }
        }

        // A tag that is known and not good never falls to the rule for unknown ones.
        if (known is not null)
        {
            return known.IsAccepted && !settings.LocalAuthorizeOffline ? TagInfo.Invalid : known;
        }

        return settings.AllowOfflineTxForUnknownId ? new TagInfo(AuthorizationStatus.Accepted) : TagInfo.Invalid;
    }

    /// <summary>The central system has said something of a tag in another answer.</summary>
    public Task LearnAsync(string idTag, TagInfo info) =>
        settings.AuthorizationCacheEnabled ? cache.LearnAsync(idTag, info) : Task.CompletedTask;

    /// <summary>Forgets all tags.</summary>
    /// <returns>False when there is no cache to clear.</returns>
    public async Task<bool> TryClearCacheAsync()
    {
        if (!settings.AuthorizationCacheEnabled)
        {
            return false;
        }

        await cache.ClearAsync();
        return true;
    }
}
