using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Ocpp16.Mapping;

namespace ChargerFirmware.Station.Ocpp16.Core;

/// <summary>OCPP 1.6, 5.2: answered when it would survive a power cut; then the statuses follow. Connector 0 is the station and all its connectors.</summary>
internal sealed class ChangeAvailabilityHandler(ChargingStation station)
    : ActionHandler<ChangeAvailabilityRequest, ChangeAvailabilityResponse>(Ocpp16Catalog.ChangeAvailability)
{
    public override async Task<ActionReply<ChangeAvailabilityResponse>> HandleAsync(ChangeAvailabilityRequest request)
    {
        var operative = request.Type == AvailabilityType.Operative;
        var change = station.JudgeAvailability(ConnectorIds.Read(request.ConnectorId), operative);
        var response = new ChangeAvailabilityResponse { Status = AvailabilityChanges.Write(change) };
        if (change == AvailabilityChange.Rejected)
        {
            return await Answer(response);
        }

        await station.SetAvailabilityAsync(ConnectorIds.Read(request.ConnectorId), operative);
        return await Answer(response, station.ShowAvailability);
    }
}
