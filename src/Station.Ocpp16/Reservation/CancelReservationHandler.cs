using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Reservation;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Station.Ocpp16.Reservation;

/// <summary>OCPP 1.6, 5.1: answered first, then the status follows.</summary>
internal sealed class CancelReservationHandler(ChargingStation station)
    : ActionHandler<CancelReservationRequest, CancelReservationResponse>(Ocpp16Catalog.CancelReservation)
{
    public override Task<ActionReply<CancelReservationResponse>> HandleAsync(CancelReservationRequest request) =>
        station.Reservations.Contains(request.ReservationId)
            ? Answer(
                new CancelReservationResponse { Status = CancelReservationStatus.Accepted },
                () => station.Reservations.Cancel(request.ReservationId))
            : Answer(new CancelReservationResponse { Status = CancelReservationStatus.Rejected });
}
