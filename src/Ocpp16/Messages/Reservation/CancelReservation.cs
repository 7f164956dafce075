using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Ocpp16.Messages.Reservation;

/// <summary>Cancels a reservation. OCPP 1.6, 5.1.</summary>
public sealed record CancelReservationRequest
{
    public required int ReservationId { get; init; }
}

/// <summary>Answers <see cref="CancelReservationRequest"/>.</summary>
public sealed record CancelReservationResponse
{
    public required CancelReservationStatus Status { get; init; }
}
