using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.LocalAuthListManagement;

namespace ChargerFirmware.Station.Ocpp16.LocalAuthListManagement;

/// <summary>OCPP 1.6, 5.10.</summary>
internal sealed class GetLocalListVersionHandler(ChargingStation station)
    : ActionHandler<GetLocalListVersionRequest, GetLocalListVersionResponse>(Ocpp16Catalog.GetLocalListVersion)
{
    public override Task<ActionReply<GetLocalListVersionResponse>> HandleAsync(GetLocalListVersionRequest request) =>
        Answer(new GetLocalListVersionResponse { ListVersion = station.Authorizer.LocalListVersion });
}
