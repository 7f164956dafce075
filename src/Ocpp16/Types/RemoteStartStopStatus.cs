using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>Whether a station will try to start or stop (OCPP 1.6, 7.39).</summary>
[JsonConverter(typeof(SpecEnum<RemoteStartStopStatus>))]
public enum RemoteStartStopStatus
{
    Accepted,
    Rejected,
}
