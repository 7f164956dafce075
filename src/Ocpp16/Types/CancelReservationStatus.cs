using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>Whether a reservation was cancelled (OCPP 1.6, 7.5).</summary>
[JsonConverter(typeof(SpecEnum<CancelReservationStatus>))]
public enum CancelReservationStatus
{
    Accepted,
    Rejected,
}
