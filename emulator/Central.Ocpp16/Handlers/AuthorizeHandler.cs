using ChargerFirmware.Central.Ocpp16.Reading;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;

namespace ChargerFirmware.Central.Ocpp16.Handlers;

/// <summary>Says whether a tag may charge (OCPP 1.6, 4.1).</summary>
internal sealed class AuthorizeHandler(Csms csms, ConnectedStation station)
    : StationHandler<AuthorizeRequest, AuthorizeResponse>(csms, station, Ocpp16Catalog.Authorize)
{
    public override Task<ActionReply<AuthorizeResponse>> HandleAsync(AuthorizeRequest request) =>
        Answer(new AuthorizeResponse { IdTagInfo = Tokens.InfoOf(Csms.Tokens.ForAuthorize(Station.Identity, request.IdTag)) });
}
