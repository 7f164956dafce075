using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>Whether a connector was reserved, and why not (OCPP 1.6, 7.40).</summary>
[JsonConverter(typeof(SpecEnum<ReservationStatus>))]
public enum ReservationStatus
{
    Accepted,
    Faulted,
    Occupied,
    Rejected,
    Unavailable,
}
