namespace ChargerFirmware.Station.Authorization;

/// <summary>Decides whether a presented tag may charge: the central system while it answers, our own rules while it does not.</summary>
public sealed class Authorizer(StationSettings settings, ITokenAuthority authority)
{
    public async Task<TagInfo> AuthorizeAsync(string idTag)
    {
        if (authority.IsOnline && await authority.AuthorizeAsync(idTag) is { } told)
        {
            return told;
        }

        return settings.AllowOfflineTxForUnknownId ? new TagInfo(AuthorizationStatus.Accepted) : TagInfo.Invalid;
    }
}
