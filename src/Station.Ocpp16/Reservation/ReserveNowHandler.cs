using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Reservation;
using ChargerFirmware.Station.Ocpp16.Mapping;

namespace ChargerFirmware.Station.Ocpp16.Reservation;

/// <summary>OCPP 1.6, 5.13: answered when it would survive a power cut; then the status follows.</summary>
internal sealed class ReserveNowHandler(ChargingStation station)
    : ActionHandler<ReserveNowRequest, ReserveNowResponse>(Ocpp16Catalog.ReserveNow)
{
    public override async Task<ActionReply<ReserveNowResponse>> HandleAsync(ReserveNowRequest request)
    {
        var result = await station.Reservations.ReserveAsync(new Reservations.Reservation(
            request.ReservationId,
            ConnectorIds.Read(request.ConnectorId),
            IdTags.Read(request.IdTag),
            IdTags.ReadGroup(request.ParentIdTag),
            request.ExpiryDate));
        return await Answer(new ReserveNowResponse { Status = ReservationResults.Write(result) }, station.Evaluate);
    }
}
