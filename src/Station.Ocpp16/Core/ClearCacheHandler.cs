using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Station.Ocpp16.Core;

/// <summary>OCPP 1.6, 5.4: Rejected where the cache is switched off.</summary>
internal sealed class ClearCacheHandler(ChargingStation station)
    : ActionHandler<ClearCacheRequest, ClearCacheResponse>(Ocpp16Catalog.ClearCache)
{
    public override async Task<ActionReply<ClearCacheResponse>> HandleAsync(ClearCacheRequest request) => await Answer(new ClearCacheResponse
    {
        Status = await station.Authorizer.TryClearCacheAsync() ? ClearCacheStatus.Accepted : ClearCacheStatus.Rejected,
    });
}
