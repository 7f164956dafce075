using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.LocalAuthListManagement;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Ocpp16.Mapping;

namespace ChargerFirmware.Station.Ocpp16.LocalAuthListManagement;

/// <summary>OCPP 1.6, 5.15: answered when the list would survive a power cut.</summary>
internal sealed class SendLocalListHandler(ChargingStation station)
    : ActionHandler<SendLocalListRequest, SendLocalListResponse>(Ocpp16Catalog.SendLocalList)
{
    public override async Task<ActionReply<SendLocalListResponse>> HandleAsync(SendLocalListRequest request)
    {
        var result = await station.Authorizer.UpdateLocalListAsync(new LocalListUpdate(
            request.ListVersion, request.UpdateType == UpdateType.Full, [.. (request.LocalAuthorizationList ?? []).Select(Read)]));
        return await Answer(new SendLocalListResponse { Status = LocalListResults.Write(result) });
    }

    private static LocalListEntry Read(AuthorizationData data) =>
        new(IdTags.Read(data.IdTag), data.IdTagInfo is { } info ? TokenAuthority.Read(info) : null);
}
