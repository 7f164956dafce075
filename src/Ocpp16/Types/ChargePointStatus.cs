using System.Text.Json.Serialization;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Ocpp16.Types;

/// <summary>Status of a connector; connector 0 is only Available, Unavailable or Faulted (OCPP 1.6, 7.7).</summary>
[JsonConverter(typeof(SpecEnum<ChargePointStatus>))]
public enum ChargePointStatus
{
    Available,
    Preparing,
    Charging,
    SuspendedEVSE,
    SuspendedEV,
    Finishing,
    Reserved,
    Unavailable,
    Faulted,
}
