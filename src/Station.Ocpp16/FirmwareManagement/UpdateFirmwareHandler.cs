using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.FirmwareManagement;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Station.Ocpp16.FirmwareManagement;

/// <summary>OCPP 1.6, 5.19: kept, answered, and carried out from its date on. What is wrong with it shows in the status.</summary>
internal sealed class UpdateFirmwareHandler(FirmwareUpdate firmware)
    : ActionHandler<UpdateFirmwareRequest, UpdateFirmwareResponse>(Ocpp16Catalog.UpdateFirmware)
{
    public override async Task<ActionReply<UpdateFirmwareResponse>> HandleAsync(UpdateFirmwareRequest request)
    {
        await firmware.AcceptAsync(new FirmwareRequest(
            request.Location, request.RetrieveDate, RetryPlan.Of(request.Retries, request.RetryInterval)));
        return await Answer(new UpdateFirmwareResponse(), firmware.CarryOut);
    }
}
