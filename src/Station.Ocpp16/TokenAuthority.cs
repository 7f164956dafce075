using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Protocol.Link;
using IdTagInfo = ChargerFirmware.Ocpp16.Types.IdTagInfo;

namespace ChargerFirmware.Station.Ocpp16;

/// <summary>Asks the central system for a tag (Authorize, OCPP 1.6, 4.1).</summary>
public sealed class TokenAuthority(CentralSystemLink link) : ITokenAuthority
{
    public bool IsOnline => link.IsOperational;

    public async Task<AuthorityAnswer> AuthorizeAsync(string idTag) =>
        await link.CallAsync(Ocpp16Catalog.Authorize, new AuthorizeRequest { IdTag = idTag }) switch
        {
            CallOutcome<AuthorizeResponse>.Result { Response: var response } => new AuthorityAnswer.Decided(Read(response.IdTagInfo)),
            CallOutcome<AuthorizeResponse>.Unreadable or CallOutcome<AuthorizeResponse>.Error => AuthorityAnswer.Undecided,
            _ => AuthorityAnswer.None,
        };

    /// <summary>IdTagInfo in our own words. An empty parent is none: it must not make one group of all tags that have it.</summary>
    public static TagInfo Read(IdTagInfo info) => new(
        Enum.Parse<AuthorizationStatus>(info.Status.ToString()),
        GroupOf(info.ParentIdTag),
        info.ExpiryDate);

    /// <summary>A parent that is one.</summary>
    public static string? GroupOf(string? parentIdTag) => string.IsNullOrWhiteSpace(parentIdTag) ? null : parentIdTag;
}
