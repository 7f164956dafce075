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

    public async Task<TagInfo?> AuthorizeAsync(string idTag)
    {
        var outcome = await link.CallAsync(Ocpp16Catalog.Authorize, new AuthorizeRequest { IdTag = idTag });
        return outcome is CallOutcome.Result result && Ocpp16Catalog.Authorize.DecodeResponse(result.Payload).TryGet(out var response, out _)
            ? Read(response.IdTagInfo)
            : null;
    }

    /// <summary>IdTagInfo in our own words.</summary>
    public static TagInfo Read(IdTagInfo info) =>
        new(Enum.Parse<AuthorizationStatus>(info.Status.ToString()), info.ParentIdTag, info.ExpiryDate);
}
