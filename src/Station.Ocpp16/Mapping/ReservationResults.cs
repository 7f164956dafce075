using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Reservations;

namespace ChargerFirmware.Station.Ocpp16.Mapping;

/// <summary>What ReserveNow is answered (OCPP 1.6, 7.40).</summary>
public static class ReservationResults
{
    public static ReservationStatus Write(ReservationResult result) => result switch
    {
        ReservationResult.Accepted => ReservationStatus.Accepted,
        ReservationResult.Faulted => ReservationStatus.Faulted,
        ReservationResult.Occupied => ReservationStatus.Occupied,
        ReservationResult.Rejected => ReservationStatus.Rejected,
        ReservationResult.Unavailable => ReservationStatus.Unavailable,
    };
}
