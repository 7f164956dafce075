namespace ChargerFirmware.Station.Reservations;

/// <summary>What a reservation is answered (OCPP 1.6, 7.38).</summary>
public enum ReservationResult
{
    Accepted,
    Faulted,

    /// <summary>In use, or reserved already.</summary>
    Occupied,

    /// <summary>Nothing here could ever be reserved so: no such connector, or a date that has passed.</summary>
    Rejected,
    Unavailable,
}
