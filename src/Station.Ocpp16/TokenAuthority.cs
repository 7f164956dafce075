using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Ocpp16.Mapping;
using ChargerFirmware.Station.Protocol.Link;
using IdTagInfo = ChargerFirmware.Ocpp16.Types.IdTagInfo;

namespace ChargerFirmware.Station.Ocpp16;

/// <summary>Asks the central system for a token (Authorize, OCPP 1.6, 4.1).</summary>
public sealed class TokenAuthority(CentralSystemLink link) : ITokenAuthority
{
    public bool IsOnline => link.IsOperational;

    public bool Takes(IdToken idToken) => IdTags.Takes(idToken);

    public async Task<AuthorityAnswer> AuthorizeAsync(IdToken idToken) =>
        await link.CallAsync(Ocpp16Catalog.Authorize, new AuthorizeRequest { IdTag = IdTags.Write(idToken) }) switch
        {
            CallOutcome<AuthorizeResponse>.Result { Response: var response } => new AuthorityAnswer.Decided(Read(response.IdTagInfo)),
            CallOutcome<AuthorizeResponse>.Unreadable or CallOutcome<AuthorizeResponse>.Error => AuthorityAnswer.Undecided,
            _ => AuthorityAnswer.None,
        };

    /// <summary>IdTagInfo in our own words.</summary>
    public static TagInfo Read(IdTagInfo info) => new(
        AuthorizationStatuses.Read(info.Status),
        IdTags.ReadGroup(info.ParentIdTag),
        info.ExpiryDate);
}
