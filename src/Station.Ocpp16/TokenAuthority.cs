using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Ocpp16.Link;
using IdTagInfo = ChargerFirmware.Ocpp16.Types.IdTagInfo;

namespace ChargerFirmware.Station.Ocpp16;

/// <summary>Asks the central system for a tag (Authorize, OCPP 1.6, 4.1).</summary>
internal sealed class TokenAuthority(CentralSystemLink link) : ITokenAuthority
{
    public bool IsOnline => link.IsOperational;

    public async Task<AuthorityAnswer> AuthorizeAsync(string idTag) =>
        await link.CallAsync(Ocpp16Catalog.Authorize, new AuthorizeRequest { IdTag = idTag }) switch
        {
            CallOutcome.Result result when Ocpp16Catalog.Authorize.DecodeResponse(result.Payload).TryGet(out var response, out _) =>
                new AuthorityAnswer.Decided(Read(response.IdTagInfo)),
            CallOutcome.Result or CallOutcome.Unreadable or CallOutcome.Error => AuthorityAnswer.Undecided,
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
